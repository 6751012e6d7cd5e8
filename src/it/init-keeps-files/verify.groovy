def log = new File(basedir, 'build.log').text

assert new File(basedir, 'environments/dev.toml').text == '# mine\nurl = "jdbc:sqlite:mine.db"\n'
assert log.contains('kept  environments/dev.toml')
assert new File(basedir, 'environments/prod.toml').file
