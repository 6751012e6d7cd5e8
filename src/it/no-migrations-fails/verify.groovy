def log = new File(basedir, 'build.log').text

assert log.contains('error[project/no-migrations]')
assert log.contains('mvn migrate:init')
