-- create tags
--
-- revision: 20240117_080000_c3d4e5f6
-- revises: 20240116_090000_b2c3d4e5
-- created: 2024-01-17T08:00:00Z

-- migrate:upgrade
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY);
-- migrate:downgrade
DROP TABLE tags;
