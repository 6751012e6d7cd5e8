CREATE VIEW "everyone" ("no", "mail") AS
SELECT id, email FROM users;
CREATE VIEW "grown" AS
SELECT id, age FROM users WHERE age > 17
WITH CHECK OPTION;
CREATE MATERIALIZED VIEW IF NOT EXISTS "totals" ("no", "years") AS
SELECT id, age FROM users
WITH NO DATA;
CREATE UNIQUE INDEX "ux_totals" ON "totals" ("no");
ALTER MATERIALIZED VIEW "totals" RENAME TO "sums";
