CREATE TABLE `things` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `code` VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    `size` INT DEFAULT (1 + 1) CHECK (size > 0),
    `twice` INT GENERATED ALWAYS AS (size * 2) STORED,
    `parent` INT,
    CONSTRAINT `fk_things_parent` FOREIGN KEY (`parent`) REFERENCES `things` (`id`) ON DELETE RESTRICT ON UPDATE CASCADE
);
SET @migrate_sql = IF(NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'things' AND column_name = 'label'), 'ALTER TABLE `things` ADD COLUMN `label` VARCHAR(30) DEFAULT ''it''''s'' COMMENT ''on the box''', 'DO 0');
PREPARE migrate_change FROM @migrate_sql;
EXECUTE migrate_change;
DEALLOCATE PREPARE migrate_change;
SET @migrate_sql = IF(NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'things' AND column_name = 'label'), 'ALTER TABLE `things` ADD COLUMN `label` VARCHAR(30)', 'DO 0');
PREPARE migrate_change FROM @migrate_sql;
EXECUTE migrate_change;
DEALLOCATE PREPARE migrate_change;
