def log = new File(basedir, 'build.log').text

def script = new File(basedir, 'src/main/migrations').listFiles().find { it.text.contains('revision: m1') }
assert script.text =~ /(?m)^-- revises: b1, ?b2$/
assert log.contains('m1 (head) (merge)')
assert !log.contains('b1 (head)')
