def log = new File(basedir, 'build.log').text

assert log.contains('error[graph/two-heads]')
assert log.contains('b1 "add email"')
assert log.contains('b2 "add phone"')
assert log.contains('migrate:merge')
assert new File(basedir, 'src/main/migrations').list().size() == 3
assert !log.contains('at dev.migrate.')
