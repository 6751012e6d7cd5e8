-- a statement that cannot run
--
-- revision: 20240117_090000_c3d4e5f6
-- revises: 20240116_090000_b2c3d4e5

-- migrate:upgrade
CREATE TABLE tags (id INTEGER PRIMARY KEY);
INSERT INTO nowhere VALUES (1);
-- migrate:downgrade
DROP TABLE tags;
