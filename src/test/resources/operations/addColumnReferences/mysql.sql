ALTER TABLE `users` ADD COLUMN `boss_id` INT,
    ADD CONSTRAINT `fk_users_boss` FOREIGN KEY (`boss_id`) REFERENCES `users` (`id`);
