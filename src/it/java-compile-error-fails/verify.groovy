def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log.count('2024-01-15_add_bio.java:15:12') == 2
assert log.contains('op.addColunm("users", column("bio", text()));')
assert log.contains('cannot find symbol')
assert log.count('V2024_01_16_more.java:10:21') == 2
assert log.contains('incompatible types')
assert log.contains('java/compile (told above)')
assert !log.contains('m_2024')
assert !log.contains('\tat ')
return true
