def log = new File(basedir, 'build.log').text

assert log.contains('error[parameter/unknown]')
assert log.contains('-Dmigrate.mesage')
assert log.contains('did you mean -Dmigrate.message?')
