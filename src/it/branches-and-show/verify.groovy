def log = new File(basedir, 'build.log').text

assert log.contains('a1 (branch point) (base) create users')
assert log.contains('-> b1 (head) add email')
assert log.contains('revised by: b1, b2')
