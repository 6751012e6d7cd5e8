// what the resources goal would do
new File(basedir, 'target/classes').mkdirs()
new File(basedir, 'target/classes/application.properties').text = new File(basedir, 'src/main/resources/application.properties').text
return dev.migrate.testing.InvokerDatabase.create(basedir, 'postgresql')
