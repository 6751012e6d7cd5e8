ALTER TABLE `orders` ADD COLUMN `payer_id` INT;
ALTER TABLE `orders` ADD CONSTRAINT `fk_orders_payer` FOREIGN KEY (`payer_id`) REFERENCES `users` (`id`) ON DELETE SET NULL;
