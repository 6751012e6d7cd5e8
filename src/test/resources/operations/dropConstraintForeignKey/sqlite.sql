CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('orders') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('orders')));
CREATE TABLE "migrate_rebuild_orders" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL, "total" DECIMAL(10, 2) NOT NULL DEFAULT 0
);
INSERT INTO "migrate_rebuild_orders" ("id", "user_id", "total")
SELECT "id", "user_id", "total" FROM "orders";
DELETE FROM "sqlite_sequence" WHERE name = 'migrate_rebuild_orders';
INSERT INTO "sqlite_sequence" (name, seq) SELECT 'migrate_rebuild_orders', seq FROM "sqlite_sequence" WHERE name = 'orders';
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: dropConstraint("fk_orders_user", "orders") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('orders') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('orders')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
