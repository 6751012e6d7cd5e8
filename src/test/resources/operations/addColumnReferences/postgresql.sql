ALTER TABLE "users" ADD COLUMN "boss_id" integer CONSTRAINT "fk_users_boss" REFERENCES "users" ("id");
