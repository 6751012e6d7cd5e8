ALTER TABLE `users` ADD COLUMN `first_one` INT FIRST;
