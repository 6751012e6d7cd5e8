def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.contains('error[run/statement-failed]')
assert log.contains('2024-01-17_broken.sql:8:')
assert log.contains('INSERT INTO nowhere VALUES (1)')
assert log.contains('statement 2 of 2 of revision "20240117_090000_c3d4e5f6"')
assert log.contains('the database stands at base')
assert !log.contains('\tat dev.migrate')
assert log.contains('upgrade of dev: 2 revisions, base -> 20240116_090000_b2c3d4e5')
return true
