def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.contains('error[squash/in-the-middle]: the database of "dev" stands at 20240116_090000_b2c3d4e5, in the middle of the range')
assert log.contains('help: mvn migrate:upgrade -Dmigrate.env=dev -Dmigrate.to=20240117_080000_c3d4e5f6')
assert log.contains('note: no database was asked')
assert log.contains('error[plan/inside-squash]: the database stands at "20240116_090000_b2c3d4e5", in the middle of the squash "all3"')
assert log.contains('-Dmigrate.to=20240117_080000_c3d4e5f6 with them, then come back')
assert log.contains('inside squash all3')
assert new File(basedir, 'src/main/migrations').list().size() == 1
return true
