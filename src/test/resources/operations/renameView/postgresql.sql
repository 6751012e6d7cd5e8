CREATE VIEW "everyone" AS
SELECT id FROM users;
ALTER VIEW "everyone" RENAME TO "all_of_them";
