ALTER TABLE `users` MODIFY COLUMN `name` VARCHAR(200) DEFAULT 'nobody' COMMENT 'as printed';
