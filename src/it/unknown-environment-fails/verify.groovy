def log = new File(basedir, 'build.log').text

assert log.contains('"prdo"')
assert log.contains('prod')
assert !log.contains('at dev.migrate.')
