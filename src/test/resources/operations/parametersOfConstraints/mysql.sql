CREATE TABLE `parts` (
    `a` INT NOT NULL,
    `b` INT NOT NULL,
    `c` INT,
    `d` INT,
    PRIMARY KEY (`a`, `b`)
);
ALTER TABLE `parts` ADD CONSTRAINT `fk_parts_parts` FOREIGN KEY (`c`, `d`) REFERENCES `parts` (`a`, `b`) ON DELETE SET NULL ON UPDATE RESTRICT;
