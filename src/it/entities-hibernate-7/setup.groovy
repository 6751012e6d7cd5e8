return dev.migrate.testing.InvokerDatabase.create(basedir, 'postgresql')
