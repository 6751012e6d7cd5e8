CREATE UNIQUE INDEX IF NOT EXISTS "ix_all" ON "users" ("email" COLLATE "NOCASE" DESC, "age") WHERE age > 1;
