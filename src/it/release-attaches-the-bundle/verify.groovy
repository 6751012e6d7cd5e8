def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')
def bundle = new File(basedir, 'target/release-attaches-the-bundle-1.0-migrations.zip')
def zip = new java.util.zip.ZipFile(bundle)

assert zip.entries().collect { it.name } == ['upgrade.sql', 'downgrade.sql', 'plan.json', 'SHA256SUMS']
def text = { zip.getInputStream(zip.getEntry(it)).getText('UTF-8') }
assert text('upgrade.sql').contains('CREATE TABLE users')
def plan = new groovy.json.JsonSlurper().parseText(text('plan.json'))
assert plan.database == 'sqlite' && plan.from == [] && plan.to == ['20240116_090000_b2c3d4e5']
assert plan.revisions*.id == ['20240115_103000_a1b2c3d4', '20240116_090000_b2c3d4e5']
text('SHA256SUMS').readLines().each { line ->
    def (sum, name) = line.split(/  /)
    assert java.security.MessageDigest.getInstance('SHA-256').digest(text(name).getBytes('UTF-8')).encodeHex().toString() == sum
}
zip.close()
assert log.contains('2 revisions and ')
assert !new File(basedir, 'it.db').exists()
return true
