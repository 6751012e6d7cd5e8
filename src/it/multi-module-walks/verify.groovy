def log = new File(basedir, 'build.log').text

assert log.contains('module accounts')
assert log.contains('module orders')
assert !log.contains('module plain')
assert log.contains('a2 (head) add email')
// the configuration of the module's own POM holds for it alone
assert log.count('file: src/main/migrations/2024-01-02_email.sql') == 1
assert log.indexOf('file: src/main/migrations') > log.indexOf('module orders')
