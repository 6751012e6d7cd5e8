ALTER TABLE "users" ADD CONSTRAINT "ck_users_email" CHECK (LENGTH(email) > 3) NOT VALID;
ALTER TABLE "users" VALIDATE CONSTRAINT "ck_users_email";
