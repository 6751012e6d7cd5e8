CREATE TABLE "things" (
    "id" integer PRIMARY KEY,
    "size" integer,
    "twice" integer GENERATED ALWAYS AS (size * 2) STORED
);
ALTER TABLE "things" ALTER COLUMN "twice" DROP EXPRESSION;
