-- create orders
--
-- revision: 20240116_090000_b2c3d4e5
-- revises: 20240115_103000_a1b2c3d4
-- created: 2024-01-16T09:00:00Z

-- migrate:upgrade
CREATE TABLE orders (id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id))
-- migrate:downgrade
DROP TABLE orders
