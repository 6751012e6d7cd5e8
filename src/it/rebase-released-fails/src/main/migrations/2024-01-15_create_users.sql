-- create users
--
-- revision: 20240115_103000_a1b2c3d4
-- created: 2024-01-15T10:30:00Z

-- migrate:upgrade
CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(200) NOT NULL);
INSERT INTO users VALUES (1, 'ann@example.org');
-- migrate:downgrade
DROP TABLE users;
-- migrate:verify
SELECT 1/COUNT(*) FROM users;
