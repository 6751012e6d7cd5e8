def log = new File(basedir, 'build.log').text

assert log.contains('a2 (head) add email')
