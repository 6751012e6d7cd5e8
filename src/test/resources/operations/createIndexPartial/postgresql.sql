CREATE INDEX "ix_users_grown" ON "users" ("email") WHERE age >= 18;
