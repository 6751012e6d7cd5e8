CREATE TYPE "mood" AS ENUM ('low', 'high');
ALTER TYPE "mood" ADD VALUE IF NOT EXISTS 'middle' AFTER 'low';
ALTER TYPE "mood" ADD VALUE 'lowest' BEFORE 'low';
ALTER TYPE "mood" RENAME VALUE 'high' TO 'highest';
ALTER TYPE "mood" RENAME TO "level";
CREATE DOMAIN "share" AS numeric(5, 2) DEFAULT 1 NOT NULL CHECK (VALUE <= 100);
CREATE DOMAIN "stamp" AS timestamp with time zone DEFAULT now();
ALTER DOMAIN "share" RENAME TO "part";
