def log = new File(basedir, 'build.log').text

assert log.contains('environment prod')
assert log.contains('jdbc:sqlite:prod.db')
