ALTER TABLE `users` DROP CONSTRAINT `ck_users_age`,
    ADD CONSTRAINT `ck_age` CHECK (`age` >= 0);
ALTER TABLE `orders` DROP FOREIGN KEY `fk_orders_user`,
    ADD CONSTRAINT `fk_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
