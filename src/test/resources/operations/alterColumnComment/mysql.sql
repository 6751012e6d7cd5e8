ALTER TABLE `users` MODIFY COLUMN `name` varchar(50) DEFAULT 'nobody' COMMENT 'as it''s spoken';
