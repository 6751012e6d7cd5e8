def log = new File(basedir, 'build.log').text

assert log.contains('error[graph/not-a-head]')
assert log.contains('-Dmigrate.splice')
assert new File(basedir, 'src/main/migrations').list().size() == 2
