CREATE VIEW "everyone" AS
SELECT id FROM users;
DROP VIEW IF EXISTS "everyone";
CREATE VIEW "everyone" AS
SELECT id, email FROM users;
DROP VIEW "everyone";
