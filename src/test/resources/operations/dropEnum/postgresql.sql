CREATE TYPE "mood" AS ENUM ('happy', 'sad');
ALTER TYPE "mood" RENAME TO "feeling";
DROP TYPE "feeling";
