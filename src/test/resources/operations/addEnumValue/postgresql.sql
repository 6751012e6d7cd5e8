CREATE TYPE "mood" AS ENUM ('happy', 'sad');
ALTER TYPE "mood" ADD VALUE 'so so' BEFORE 'sad';
ALTER TYPE "mood" RENAME VALUE 'sad' TO 'blue';
