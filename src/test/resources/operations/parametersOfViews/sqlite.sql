CREATE VIEW "everyone" ("no", "mail") AS
SELECT id, email FROM users;
