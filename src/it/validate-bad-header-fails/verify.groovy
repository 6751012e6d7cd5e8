def log = new File(basedir, 'build.log').text

assert log.contains('src/main/migrations/2024-01-02_email.sql:4:')
assert log.contains('error[')
assert log.contains('revizes')
assert log.contains('^^^')
assert !log.contains('at dev.migrate.')
