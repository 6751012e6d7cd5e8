-- index the users
--
-- revision: b1
-- revises: a1

-- migrate:upgrade
CREATE INDEX ix_users_email ON users (email);

-- migrate:downgrade
DROP INDEX ix_users_email;
