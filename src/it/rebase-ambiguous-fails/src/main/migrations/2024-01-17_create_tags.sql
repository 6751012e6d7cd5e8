-- create tags
--
-- revision: 20240117_080000_c3d4e5f6
-- revises: 20240115_103000_a1b2c3d4
-- created: 2024-01-17T08:00:00Z

-- migrate:upgrade
CREATE TABLE tags (id INTEGER PRIMARY KEY);
-- migrate:downgrade
DROP TABLE tags;
