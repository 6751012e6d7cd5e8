def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.contains('upgrade of dev: 1 revision, base -> 20240115_103000_a1b2c3d4')
assert log.contains('downgrade of dev: 1 revision, 20240115_103000_a1b2c3d4 -> base')
// without the setting the revision has only the API
assert log.contains('java/compile')
assert log.contains('V2024_01_15_greet.java:9:')
assert new File(basedir, 'target/classes/com/acme/Rules.class').exists()
return true
