def log = new File(basedir, 'build.log').text

assert log.contains('error[lint/P113]: ')
assert log.contains('src/main/migrations/b1.sql:7:1')
assert log.contains('CREATE INDEX CONCURRENTLY ix_users_email ON users (email)')
assert log.contains('error[lint/findings]: 1 finding (P113)')
assert log.contains('dev (PostgreSQL, no database asked): 3 revisions, 3 statements: 1 error')
assert log.contains('note[lint/P113]')
assert log.contains('did you mean -Dmigrate.failOn=error?')
assert new File(basedir, 'target/migrate/lint.text').exists()

def sarif = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/migrate/lint.sarif'))
def errors = sarif.runs[0].results.findAll { it.level == 'error' }
assert errors*.ruleId == ['P113']
assert errors[0].locations[0].physicalLocation.artifactLocation.uri.endsWith('src/main/migrations/b1.sql')
assert errors[0].locations[0].physicalLocation.region.startLine == 7
assert sarif.runs[0].tool.driver.rules.size() > 80

def found = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/findings.json'))
assert found[0].errors == 1
assert found[0].findings.find { it.rule == 'P113' }.problem.line == 7
