ALTER TABLE `users` CHANGE COLUMN `name` `label` VARCHAR(80) NOT NULL DEFAULT 'none' COMMENT 'on the door';
