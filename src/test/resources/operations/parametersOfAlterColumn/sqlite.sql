CREATE TABLE "things" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "code" VARCHAR(20) NOT NULL DEFAULT '7',
    "at" TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('things')));
CREATE TABLE "migrate_rebuild_things" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "code" VARCHAR(20) NOT NULL DEFAULT '7' COLLATE "NOCASE",
    "at" TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "migrate_rebuild_things" ("id", "code", "at")
SELECT "id", "code", "at" FROM "things";
DELETE FROM "sqlite_sequence" WHERE name = 'migrate_rebuild_things';
INSERT INTO "sqlite_sequence" (name, seq) SELECT 'migrate_rebuild_things', seq FROM "sqlite_sequence" WHERE name = 'things';
DROP TABLE "things";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_things" RENAME TO "things";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: alterColumn("things", "code") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('things')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
CREATE TABLE "rows" (
    "id" INTEGER PRIMARY KEY
);
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('rows') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('rows')));
CREATE TABLE "migrate_rebuild_rows" (
    "id" INTEGER PRIMARY KEY
);
INSERT INTO "migrate_rebuild_rows" ("id")
SELECT "id" FROM "rows";
DROP TABLE "rows";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_rows" RENAME TO "rows";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: alterColumn("rows", "id") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('rows') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('rows')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
CREATE TABLE "words" (
    "id" INTEGER PRIMARY KEY
);
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('words') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('words')));
CREATE TABLE "migrate_rebuild_words" (
    "id" TEXT PRIMARY KEY NOT NULL
);
INSERT INTO "migrate_rebuild_words" ("id")
SELECT "id" FROM "words";
DROP TABLE "words";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_words" RENAME TO "words";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: alterColumn("words", "id") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('words') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('words')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('things')));
CREATE TABLE "migrate_rebuild_things" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "code" VARCHAR(20) NOT NULL DEFAULT '7' COLLATE "NOCASE",
    "at" TIMESTAMP DEFAULT NULL
);
INSERT INTO "migrate_rebuild_things" ("id", "code", "at")
SELECT "id", "code", "at" FROM "things";
DELETE FROM "sqlite_sequence" WHERE name = 'migrate_rebuild_things';
INSERT INTO "sqlite_sequence" (name, seq) SELECT 'migrate_rebuild_things', seq FROM "sqlite_sequence" WHERE name = 'things';
DROP TABLE "things";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_things" RENAME TO "things";
PRAGMA legacy_alter_table = OFF;
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: alterColumn("things", "at") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('things')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('things')));
CREATE TABLE "migrate_rebuild_things" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "code" VARCHAR(20) NOT NULL DEFAULT '7' COLLATE "NOCASE",
    "at" TIMESTAMP DEFAULT NULL
);
INSERT INTO "migrate_rebuild_things" ("id", "code", "at")
SELECT "id", "code", "at" FROM "things";
DELETE FROM "sqlite_sequence" WHERE name = 'migrate_rebuild_things';
INSERT INTO "sqlite_sequence" (name, seq) SELECT 'migrate_rebuild_things', seq FROM "sqlite_sequence" WHERE name = 'things';
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
