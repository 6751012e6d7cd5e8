CREATE TABLE "things" (
    "id" INTEGER PRIMARY KEY
);
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('things')));
CREATE TABLE "migrate_rebuild_things" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT
);
INSERT INTO "migrate_rebuild_things" ("id")
SELECT "id" FROM "things";
DROP TABLE "things";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_things" RENAME TO "things";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: alterColumn("things", "id") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('things')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
