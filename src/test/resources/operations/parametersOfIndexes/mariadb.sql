SET @migrate_sql = IF(NOT EXISTS (SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'users' AND index_name = 'ix_all'), 'CREATE INDEX `ix_all` USING BTREE ON `users` (`email`(5), `age` DESC)', 'DO 0');
PREPARE migrate_change FROM @migrate_sql;
EXECUTE migrate_change;
DEALLOCATE PREPARE migrate_change;
SET @migrate_sql = IF(NOT EXISTS (SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'users' AND index_name = 'ix_all'), 'CREATE INDEX `ix_all` ON `users` (`email`)', 'DO 0');
PREPARE migrate_change FROM @migrate_sql;
EXECUTE migrate_change;
DEALLOCATE PREPARE migrate_change;
