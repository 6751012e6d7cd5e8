def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')
def up = new File(basedir, 'target/migrate/prod-upgrade.sql').text
def down = new File(basedir, 'target/migrate/prod-downgrade.sql').text

assert up.contains('CREATE TABLE users') && up.contains('20240116_090000_b2c3d4e5')
assert down.contains('DROP TABLE users')
assert log.contains('nothing has been run')
assert log.contains('"IT_DATABASE_THAT_NOBODY_SET" is not set')
assert log.contains('environments/prod.toml:1:')
return true
