def log = new File(basedir, 'build.log').text

def script = new File(basedir, 'src/main/migrations').listFiles().find { it.name.endsWith('_add_phone_number.sql') }
assert script
def text = script.text
assert text.startsWith('-- add phone number\n')
assert text =~ /(?m)^-- revision: r3$/
assert text =~ /(?m)^-- revises: a2$/
assert text.contains('-- migrate:upgrade')
assert new File(basedir, 'hook.txt').text.contains(script.name)
