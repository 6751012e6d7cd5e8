return dev.migrate.testing.InvokerDatabase.create(basedir, 'mysql')
