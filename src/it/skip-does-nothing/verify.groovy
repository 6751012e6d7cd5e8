def log = new File(basedir, 'build.log').text

assert !new File(basedir, 'environments').exists()
assert log.contains('skipped')
assert log.contains('-Dmigrate.skip=statement')
