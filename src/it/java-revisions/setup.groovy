import dev.migrate.testing.InvokerDatabase

new File(basedir, 'target').mkdirs()
['postgresql', 'mysql', 'mariadb'].each { InvokerDatabase.create(basedir, it, "it.${it}.") }
return true
