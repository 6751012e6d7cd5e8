-- create users
--
-- revision: aaaa1
-- revises:

-- migrate:upgrade
CREATE TABLE users (id INTEGER PRIMARY KEY);
CREATE TABLE old_users (id INTEGER PRIMARY KEY);

-- migrate:downgrade
DROP TABLE old_users;
DROP TABLE users;
