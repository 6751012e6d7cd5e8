def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('BUILD SUCCESS') == 3
assert log.contains('error[check/differs]: the database of "dev" and schema.sql differ in 2 objects')
assert log.contains('--> schema.sql:2:1')
assert log.contains('+ table posts')
assert log.contains('+ column users.bio')
assert log.contains('shown on a scratch database in ')
assert log.contains('revision bbbb2, revises 20240115_103000_a1b2c3d4')
assert log.contains('nothing to write: the database is as schema.sql says')
assert log.contains('dev: what the revisions make and schema.sql are alike')

def scripts = new File(basedir, 'src/main/migrations').listFiles().sort { it.name }
assert scripts.size() == 2
def text = scripts[1].text
assert text.contains('-- migrate:upgrade\n')
assert text.contains('-- migrate:downgrade\n')
assert text.contains('bio')
assert !new File(basedir, 'target/migrate/draft').exists()
return true
