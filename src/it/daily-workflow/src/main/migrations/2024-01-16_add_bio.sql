-- add a bio to users
--
-- revision: 20240116_090000_b2c3d4e5
-- revises: 20240115_103000_a1b2c3d4
-- created: 2024-01-16T09:00:00Z

-- migrate:upgrade
ALTER TABLE users ADD COLUMN bio VARCHAR(1000);
UPDATE users SET bio = 'none yet';
-- migrate:downgrade
ALTER TABLE users DROP COLUMN bio;
