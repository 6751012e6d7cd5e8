def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.contains('error[confirm/needed]')
assert log.contains('-Dmigrate.confirm=dev')
assert log.count('downgrade of dev:') == 1
assert log.contains('downgrade of dev: 1 revision, 20240116_090000_b2c3d4e5 -> 20240115_103000_a1b2c3d4')
return true
