String log = new File(basedir, 'build.log').text
def scripts = new File(basedir, 'src/main/migrations').listFiles().sort()
assert scripts.length == 2 : scripts
String second = scripts.find { it.name.endsWith('_second.sql') }.text
assert second.toLowerCase().contains('loyalty')
assert !second.toLowerCase().contains('create table customer')
assert second.toLowerCase().contains('nickname')
assert log.contains('customers: 0')
assert log.contains('the application has started') : 'the schema is not what the entities want'
