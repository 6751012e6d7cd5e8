CREATE VIEW `everyone` (`no`, `mail`) AS
SELECT id, email FROM users;
CREATE VIEW `grown` AS
SELECT id, age FROM users WHERE age > 17
WITH CHECK OPTION;
