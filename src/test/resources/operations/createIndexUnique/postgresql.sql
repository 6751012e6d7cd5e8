CREATE UNIQUE INDEX "ux_users_name" ON "users" ("name", "email");
