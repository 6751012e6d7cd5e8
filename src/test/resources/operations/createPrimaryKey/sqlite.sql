CREATE TABLE "tags" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL
);
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('tags') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('tags')));
CREATE TABLE "migrate_rebuild_tags" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL
,
    CONSTRAINT "pk_tags" PRIMARY KEY ("a", "b")
);
INSERT INTO "migrate_rebuild_tags" ("a", "b")
SELECT "a", "b" FROM "tags";
DROP TABLE "tags";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_tags" RENAME TO "tags";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: addConstraint("tags", "pk_tags") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('tags') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('tags')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
