def log = new File(basedir, 'build.log').text

assert log.contains('error[hook/post-write]')
assert log.contains('no such style')
assert new File(basedir, 'src/main/migrations').list().size() == 3
