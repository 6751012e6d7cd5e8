ALTER TABLE `users` COMMENT = 'who may log in';
