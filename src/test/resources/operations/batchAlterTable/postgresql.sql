ALTER TABLE "users" DROP COLUMN "age",
    ADD COLUMN "display_name" varchar(100),
    ALTER COLUMN "email" TYPE varchar(200),
    ALTER COLUMN "email" SET NOT NULL,
    ADD CONSTRAINT "uq_users_display" UNIQUE ("display_name");
CREATE INDEX "ix_users_display" ON "users" ("display_name", "name");
