CREATE TABLE "parts" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    "c" INTEGER,
    "d" INTEGER,
    CONSTRAINT "pk_parts" PRIMARY KEY ("a", "b")
);
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('parts') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('parts')));
CREATE TABLE "migrate_rebuild_parts" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    "c" INTEGER,
    "d" INTEGER,
    CONSTRAINT "pk_parts" PRIMARY KEY ("a", "b")
,
    CONSTRAINT "fk_parts_parts" FOREIGN KEY ("c", "d") REFERENCES "parts" ("a", "b") ON DELETE SET DEFAULT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "migrate_rebuild_parts" ("a", "b", "c", "d")
SELECT "a", "b", "c", "d" FROM "parts";
DROP TABLE "parts";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_parts" RENAME TO "parts";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: addConstraint("parts", "fk_parts_parts") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('parts') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('parts')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
