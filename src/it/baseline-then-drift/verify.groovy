def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('BUILD SUCCESS') == 4
assert log.contains('+ table posts')
assert log.contains('+ table users')
assert log.contains('an empty database becomes the same by it')
assert log.contains('dev: stamped, stands at base1')
assert log.contains('dev: as its revisions make it, at base1')
assert log.contains('fresh: as its revisions make it, at base1')
assert log.contains('error[drift/found]: the database of "dev" differs from what its revisions make in 1 object')
assert log.contains('+ index posts.by_hand')
assert log =~ /DROP INDEX .*by_hand/
assert log =~ /CREATE INDEX .*by_hand/

def scripts = new File(basedir, 'src/main/migrations').listFiles()
assert scripts.size() == 1
def text = scripts[0].text
assert text.startsWith('-- what was there\n--\n-- revision: base1\n-- revises:\n')
assert !text.contains('old_version')
return true
