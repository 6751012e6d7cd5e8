CREATE TABLE `invoices` (
    `id` BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `number` VARCHAR(20) NOT NULL UNIQUE,
    `user_id` INT NOT NULL,
    `paid` BOOLEAN NOT NULL DEFAULT FALSE,
    `net` DECIMAL(10, 2) NOT NULL CHECK (net >= 0),
    `gross` DECIMAL(10, 2) GENERATED ALWAYS AS (net * 1.2) STORED,
    `created_at` DATETIME DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE = InnoDB COMMENT = 'what is to be paid';
CREATE INDEX `ix_invoices_user` ON `invoices` (`user_id`);
