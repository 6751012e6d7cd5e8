CREATE TABLE `things` (
    `id` INT NOT NULL PRIMARY KEY,
    `size` INT,
    `twice` INT GENERATED ALWAYS AS (size * 2) STORED
);
ALTER TABLE `things` MODIFY COLUMN `twice` int;
ALTER TABLE `things` ADD COLUMN `thrice` INT GENERATED ALWAYS AS (size * 3) VIRTUAL;
