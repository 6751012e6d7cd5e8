-- create users
--
-- revision: 20240115_103000_a1b2c3d4
-- revises:
-- created: 2024-01-15T10:30:00Z

-- migrate:upgrade
CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY);
-- migrate:downgrade
DROP TABLE users;
