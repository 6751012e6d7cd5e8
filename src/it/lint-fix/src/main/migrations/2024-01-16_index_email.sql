-- index email
--
-- revision: 20240116_090000_b2c3d4e5
-- revises: 20240115_090000_a1b2c3d4

-- migrate:upgrade
ALTER TABLE users ADD COLUMN bio text;
-- the login looks here
CREATE INDEX ix_users_email ON users (email);

-- migrate:downgrade
DROP INDEX ix_users_email;
ALTER TABLE users DROP COLUMN bio;
