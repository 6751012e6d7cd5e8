-- create users
--
-- revision: 20240115_090000_a1b2c3d4
-- revises:

-- migrate:upgrade
CREATE TABLE users (id bigint PRIMARY KEY, email text);

-- migrate:downgrade
DROP TABLE users;
