CREATE TABLE "days" (
    "day" date NOT NULL,
    CONSTRAINT "pk_days" PRIMARY KEY ("day")
) PARTITION BY RANGE (day);
CREATE UNLOGGED TABLE "quick" (
    "a" integer
) WITH (fillfactor = 70) TABLESPACE "pg_default";
COMMENT ON TABLE "quick" IS 'it''s quick';
ALTER TABLE "orders" SET (fillfactor = 80);
CREATE TABLE IF NOT EXISTS "users" (
    "nothing" integer
);
