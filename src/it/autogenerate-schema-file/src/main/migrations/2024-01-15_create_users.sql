-- create users
--
-- revision: 20240115_103000_a1b2c3d4
-- revises:

-- migrate:upgrade
CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
INSERT INTO users VALUES (1, 'one@example.com');

-- migrate:downgrade
DROP TABLE users;
