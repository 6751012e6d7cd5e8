CREATE INDEX "ix_users_lower" ON "users" ((lower(email)));
