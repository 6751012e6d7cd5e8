DROP INDEX "ix_users_name";
CREATE INDEX "ix_name" ON "users" ("name");
