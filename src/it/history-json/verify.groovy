def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

def history = new groovy.json.JsonSlurper().parseText(log.readLines().dropWhile { it != '[' }.takeWhile { !it.startsWith('[INFO]') }.join('\n'))
assert history*.id == ['a1', 'b1', 'b2']
assert history[0].branch_point && history[0].base && history[0].children == ['b1', 'b2']
assert history[1].file == 'src/main/migrations/2024-01-02_email.sql'
assert !log.contains('[INFO] [')
