ALTER TABLE "users" ADD COLUMN "mood" TEXT CHECK ("mood" IN ('happy', 'sad'));
