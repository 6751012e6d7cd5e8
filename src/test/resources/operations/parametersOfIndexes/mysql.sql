CREATE INDEX `ix_all` USING BTREE ON `users` (`email`(5), `age` DESC);
