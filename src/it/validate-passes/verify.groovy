def log = new File(basedir, 'build.log').text

assert log.contains('2 revisions and 4 statements are in order')
