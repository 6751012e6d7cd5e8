CREATE UNIQUE INDEX IF NOT EXISTS "ix_all" ON "users" USING btree ("email" COLLATE "C" varchar_pattern_ops DESC NULLS LAST, "age" NULLS FIRST) INCLUDE ("name") WITH (fillfactor = 70) TABLESPACE "pg_default" WHERE age > 1;
CREATE INDEX "ix_hash" ON "users" USING hash ("name");
