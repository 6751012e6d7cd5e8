ALTER TABLE `users` ADD COLUMN `behind` INT AFTER `email`;
