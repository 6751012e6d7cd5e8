CREATE INDEX `ix_users_age` ON `users` (`age` DESC, `email`);
