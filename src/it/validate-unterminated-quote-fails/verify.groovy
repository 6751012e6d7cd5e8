def log = new File(basedir, 'build.log').text

assert log.contains('2024-01-02_email.sql:7:')
assert log.contains('error[')
