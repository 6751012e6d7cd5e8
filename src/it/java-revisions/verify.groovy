def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('BUILD SUCCESS') == 15
['postgresql', 'mysql', 'mariadb', 'sqlite'].each { name ->
    assert log.count("upgrade of ${name}: 5 revisions, base -> 20240116_090000_e5f6a7b8") == 2
    assert log.contains("downgrade of ${name}: 5 revisions, 20240116_090000_e5f6a7b8 -> base")
}
// once each for two runs, a validation and a downgrade, and what the four databases share
assert new File(basedir, 'target/migrate/classes').list().count { it.endsWith('.jar') } == 6
assert new File(basedir, 'target/migrate/postgresql-upgrade.sql').text.contains('CREATE TABLE "users"') ||
        new File(basedir, 'target/migrate/postgresql-upgrade.sql').text.contains('CREATE TABLE users')
def written = new File(basedir, 'src/main/migrations').list().find { it.endsWith('_count_words.java') }
assert written ==~ /V\d{4}_\d\d_\d\d_count_words\.java/
assert new File(basedir, "src/main/migrations/$written").text.contains('class CountWords implements Migration {')
return true
