def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.contains('(current: dev) (head) ')
assert log.contains('prod/eu: base, nothing is applied')
assert log.contains('prod/us: the environment variable "MIGRATE_IT_IS_NOT_SET" is not set')

def ofCurrent = log.split('--- migrate')[3].readLines().findAll { it =~ /\* (a1|b1|b2) / }
assert ofCurrent.size() == 2 && ofCurrent[0].contains('* b1') && ofCurrent[1].contains('* a1')
assert log.split('--- migrate')[4].contains('file: src/main/migrations/2024-01-02_email.sql')

def heads = new groovy.json.JsonSlurper().parse(new File(basedir, 'heads.json'))
assert heads.environments*.environment == ['dev', 'prod/eu', 'prod/us']
assert heads.environments*.current == [['b1'], [], []]
assert heads.revisions*.environments == [['dev'], []]

assert log.contains('error[config/unknown-environment]: there is no environment "prdo"')
assert log.contains('did you mean -Dmigrate.environments=prod?')
assert !new File(basedir, 'eu.db').exists()
assert heads.environments[2].problem.contains('MIGRATE_IT_IS_NOT_SET')
