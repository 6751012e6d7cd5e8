ALTER TABLE "users" ALTER COLUMN "email" TYPE varchar(150),
    ALTER COLUMN "email" DROP NOT NULL;
