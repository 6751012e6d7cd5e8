def log = new File(basedir, 'build.log').text

assert log.count('2 revisions and 4 statements are in order') == 2
assert !log.contains('no-migrations')
