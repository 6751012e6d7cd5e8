ALTER TABLE `users` DROP COLUMN `age`,
    ADD COLUMN `display_name` VARCHAR(100),
    MODIFY COLUMN `email` VARCHAR(200) NOT NULL,
    ADD CONSTRAINT `uq_users_display` UNIQUE (`display_name`),
    ADD INDEX `ix_users_display` (`display_name`, `name`);
