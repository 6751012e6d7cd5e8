CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('users')));
CREATE TABLE "migrate_rebuild_users" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(100) NOT NULL,
    "name" VARCHAR(50) DEFAULT 'nobody',
    "age" INTEGER,
    CONSTRAINT "uq_users_email" UNIQUE ("email"),
    CONSTRAINT "ck_users_age" CHECK (age >= 0)
,
    CONSTRAINT "uq_users_name" UNIQUE ("name", "age")
);
INSERT INTO "migrate_rebuild_users" ("id", "email", "name", "age")
SELECT "id", "email", "name", "age" FROM "users";
DELETE FROM "sqlite_sequence" WHERE name = 'migrate_rebuild_users';
INSERT INTO "sqlite_sequence" (name, seq) SELECT 'migrate_rebuild_users', seq FROM "sqlite_sequence" WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "migrate_rebuild_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_name" ON "users" ("name");
CREATE TEMP TABLE migrate_check (answer);
CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')
BEGIN
    SELECT RAISE(ROLLBACK, 'migrate: addConstraint("users", "uq_users_name") leaves rows whose foreign keys lead nowhere');
END;
INSERT INTO migrate_check VALUES ((
SELECT (SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_check(t.name)
WHERE t.type = 'table' AND (lower(t.name) = lower('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k."table") = lower('users')))) <= (SELECT broken FROM temp.migrate_keys)
));
DROP TABLE migrate_check;
DROP TABLE temp.migrate_keys;
