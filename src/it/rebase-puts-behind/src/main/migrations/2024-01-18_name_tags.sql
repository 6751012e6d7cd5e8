-- name tags
--
-- revision: 20240118_080000_d4e5f6a7
-- revises: 20240117_080000_c3d4e5f6

-- migrate:upgrade
ALTER TABLE tags ADD COLUMN name VARCHAR(100);
-- migrate:downgrade
ALTER TABLE tags DROP COLUMN name;
