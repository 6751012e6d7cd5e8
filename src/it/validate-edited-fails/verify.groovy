def log = new File(basedir, 'build.log').text

assert log.contains('error[validate/edited]')
assert log.contains('edited/2024-01-01_notes.sql:3')
assert !log.contains('what is applied is as the scripts say')
