def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.contains('error[rebase/onto-needed]: there are 2 heads')
assert log.contains('20240117_080000_c3d4e5f6  create tags  (2024-01-17T08:00:00Z)')
assert log.contains('mvn migrate:rebase -Dmigrate.onto=20240116_090000_b2c3d4e5')
assert log.contains('mvn migrate:rebase -Dmigrate.onto=20240118_080000_d4e5f6a7')
assert !new File(basedir, 'it.db').exists()
return true
