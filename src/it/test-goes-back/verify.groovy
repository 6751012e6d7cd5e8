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
assert good.@tests == '2' && good.@failures == '0'
assert good.testcase[0].@name == 'b1 stars'
assert good.testcase[0].@file == 'good/2024-01-02_stars.sql'
assert good.testcase[0].'system-out'.text().contains('rewrites notes')
def bad = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/TEST-bad.xml'))
assert bad.@failures == '1'
assert bad.testcase[0].failure.@type == 'test/not-back'

def trace = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/migrate/trace.dev.json'))
assert trace.database == 'sqlite'
assert trace.revisions*.direction == ['upgrade', 'downgrade']
assert trace.revisions[0].file == 'good/2024-01-02_stars.sql'
assert trace.revisions[0].statements[0].line == 7
assert trace.revisions[0].statements[0].impact == 'brief'
assert trace.revisions[1].statements[0].rewrites == ['notes']
assert log =~ /!   line 7 .* the whole file: EXCLUSIVE +reads and writes +- +ALTER TABLE notes ADD COLUMN stars INTEGER/
assert log =~ /!!  line 9 .* rewrites notes +ALTER TABLE notes DROP COLUMN stars/
assert log.contains('!! 1 statement keeps others waiting while a table is worked through')
assert log.contains('wrote target/migrate/trace.dev.json')
