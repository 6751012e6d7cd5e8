def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('BUILD SUCCESS') == 6
assert log.contains('2 revisions would move behind 20240116_090000_b2c3d4e5')
assert log.contains('nothing has been changed')
assert log.count('2 revisions moved behind 20240116_090000_b2c3d4e5') == 1
assert log.contains('20240117_080000_c3d4e5f6 revises 20240115_103000_a1b2c3d4 -> 20240116_090000_b2c3d4e5')
assert log.contains('there is one head: nothing to do')
assert log.contains('upgrade of dev: 2 revisions, 20240116_090000_b2c3d4e5 -> 20240118_080000_d4e5f6a7')

def scripts = new File(basedir, 'src/main/migrations')
assert new File(scripts, '2024-01-17_create_tags.sql').text.startsWith(
        '-- create tags\n--\n-- revision: 20240117_080000_c3d4e5f6\n-- revises: 20240116_090000_b2c3d4e5\n-- created: ')
assert new File(scripts, '2024-01-18_name_tags.sql').text.contains('-- revises: 20240117_080000_c3d4e5f6\r\n')
assert scripts.list().size() == 4
return true
