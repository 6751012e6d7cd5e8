def log = new File(basedir, 'build.log').text

assert log =~ /ok     a1  notes \(up .*, down .*, up .*\)/
assert log =~ /ok     b1  stars \(up .*, down .*, up .*\)/
assert log.contains('note: what the revisions lead to is compared with no model: ')
assert log.contains('dev: 2 passed in ')
assert log =~ /FAILED c1  an index that stays \(up .*, down .*\)/
assert log.contains('error[test/not-back]')
assert log.contains('bad/2024-01-03_index.sql:8')
assert log.contains('still to be done: - index')
assert !new File(basedir, 'target/dev.db').exists()

def good = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/migrate/TEST-migrations.dev.xml'))
assert good.@tests == '3' && good.@failures == '0'
assert good.testcase[1].@name == 'b1 stars'
assert good.testcase[1].@file == 'good/2024-01-02_stars.sql'
def bad = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/TEST-bad.xml'))
assert bad.@failures == '1'
assert bad.testcase[0].failure.@type == 'test/not-back'
