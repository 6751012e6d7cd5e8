ALTER TABLE "users" ADD COLUMN "bio" text;
ALTER TABLE "users" ADD COLUMN "login_count" integer NOT NULL DEFAULT 0;
