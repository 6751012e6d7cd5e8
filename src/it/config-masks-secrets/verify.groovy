def log = new File(basedir, 'build.log').text

assert log.contains('environments/dev.toml')
assert log.contains('***')
assert !log.contains('very-secret')
assert log.contains('pom_versions')
assert !log.contains('is unknown for plugin')
