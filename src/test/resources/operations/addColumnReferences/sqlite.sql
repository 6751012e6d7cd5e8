ALTER TABLE "users" ADD COLUMN "boss_id" INTEGER CONSTRAINT "fk_users_boss" REFERENCES "users" ("id");
