ALTER TABLE "users" ALTER COLUMN "name" DROP DEFAULT,
    ALTER COLUMN "name" TYPE varchar(80),
    ALTER COLUMN "name" SET DEFAULT 'none',
    ALTER COLUMN "name" SET NOT NULL;
COMMENT ON COLUMN "users"."name" IS 'on the door';
ALTER TABLE "users" RENAME COLUMN "name" TO "label";
