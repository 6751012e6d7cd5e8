CREATE TABLE `tags` (
    `a` INT NOT NULL,
    `b` INT NOT NULL
);
ALTER TABLE `tags` ADD PRIMARY KEY (`a`, `b`);
