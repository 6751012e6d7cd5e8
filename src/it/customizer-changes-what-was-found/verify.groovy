def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('BUILD SUCCESS') == 2
assert log.contains('- table old_users')
assert log.contains('the upgrade runs, and the downgrade leads back')
assert log.contains('revision bbbb2, revises aaaa1')
assert log.contains('a RevisionCustomizer of the project has left nothing to be written')

def scripts = new File(basedir, 'src/main/migrations').listFiles().sort { it.name }
assert scripts.size() == 2
def text = scripts[1].text
assert text.startsWith('-- ACME: posts\n')
assert text.contains('CREATE TABLE')
assert !text.contains('old_users')
return true
