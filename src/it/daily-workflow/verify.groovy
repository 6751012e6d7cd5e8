def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('BUILD SUCCESS') == 20
['postgresql', 'mysql', 'mariadb', 'sqlite'].each { name ->
    assert log.contains("upgrade of ${name}: 2 revisions, base -> 20240116_090000_b2c3d4e5")
    assert log.contains("downgrade of ${name}: 1 revision, 20240116_090000_b2c3d4e5 -> 20240115_103000_a1b2c3d4")
    assert log.contains("${name}: stamped from base, stands at 20240116_090000_b2c3d4e5")
    assert log.contains("${name}: nothing has stopped in the middle")
    assert log.contains("${name}: the version table is there already")
}
def properties = new Properties()
new File(basedir, 'test.properties').withInputStream { properties.load(it) }
['mysql', 'mariadb'].each { assert !log.contains(properties["it.${it}.password".toString()]) }
return true
