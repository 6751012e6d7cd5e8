ALTER TABLE `users` MODIFY COLUMN `name` varchar(50) COMMENT 'as printed';
