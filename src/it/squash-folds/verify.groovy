def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('BUILD SUCCESS') == 6
assert log.contains('would write src/main/migrations/')
assert log.contains('nothing has been written')
assert log.count('shown on SQLite: ') == 2
assert log.contains('its downgrade leads back to where it began')
assert log.contains('revision users_and_orders, revises base, replaces 2 revisions')
assert log.contains('named it in src/main/migrations/2024-01-17_create_tags.sql')
assert log.contains('deleted src/main/migrations/2024-01-15_create_users.sql')
assert log.contains('upgrade of dev: 1 revision, 20240116_090000_b2c3d4e5 -> 20240117_080000_c3d4e5f6')
assert log.contains('upgrade of prod: 2 revisions, base -> 20240117_080000_c3d4e5f6')
assert log.contains('downgrade of dev: 2 revisions, 20240117_080000_c3d4e5f6 -> base')

def scripts = new File(basedir, 'src/main/migrations').listFiles().sort { it.name }
assert scripts.size() == 2
assert scripts[0].name == '2024-01-17_create_tags.sql'
assert scripts[0].text.contains('-- revises: users_and_orders\n')
def text = scripts[1].text
assert text.startsWith('-- users and orders\n--\n-- revision: users_and_orders\n-- revises:\n')
assert text.contains('-- replaces: 20240115_103000_a1b2c3d4, 20240116_090000_b2c3d4e5\n')
assert text.contains('REFERENCES users (id));\n')
return true
