GRANT SELECT, INSERT ON `users` TO 'admin';
