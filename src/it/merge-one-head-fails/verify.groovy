def log = new File(basedir, 'build.log').text

assert log.contains('error[graph/nothing-to-merge]')
assert new File(basedir, 'src/main/migrations').list().size() == 2
