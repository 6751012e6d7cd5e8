CREATE TABLE "tags" (
    "a" integer NOT NULL,
    PRIMARY KEY ("a")
);
DO $migrate$
BEGIN
    EXECUTE (SELECT pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::pg_catalog.regclass, conname) FROM pg_catalog.pg_constraint WHERE conrelid = '"tags"'::pg_catalog.regclass AND contype = 'p');
END
$migrate$;
