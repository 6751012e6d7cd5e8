CREATE VIEW `everyone` AS
SELECT id FROM users;
RENAME TABLE `everyone` TO `all_of_them`;
