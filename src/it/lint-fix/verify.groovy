def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')
def scripts = new File(basedir, 'src/main/migrations')
def fixed = new File(scripts, '2024-01-16_index_email.sql').text
def part = scripts.listFiles().find { it.name.endsWith('index_email_part_1.sql') }.text

assert log.contains('error[lint/P113]')
assert log.contains('note[lint/not-fixed]')
assert log.contains('+++ src/main/migrations/2024-01-16_index_email.sql')
assert log.contains('2 files written')
assert fixed.contains('-- migrate:upgrade transaction=false\n-- the login looks here\nCREATE INDEX CONCURRENTLY ix_users_email ON users (email);')
assert fixed.contains('DROP INDEX ix_users_email;') && !fixed.contains('bio')
assert part.contains('-- revises: 20240115_090000_a1b2c3d4\n')
assert part.contains('-- migrate:upgrade\nALTER TABLE users ADD COLUMN bio text;')
assert part.contains('-- migrate:downgrade\nALTER TABLE users DROP COLUMN bio;')
def id = (part =~ /-- revision: (\S+)/)[0][1]
assert fixed.contains("-- revises: ${id}\n")
return true
