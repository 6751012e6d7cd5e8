-- add a profile text to users
--
-- revision: 20260202_083000_1c94ae07
-- revises: 20260119_140200_b83d72f9
-- created: 2026-02-02T08:30:00Z

-- migrate:upgrade
ALTER TABLE users ADD COLUMN bio VARCHAR(1000);

-- migrate:downgrade
ALTER TABLE users DROP COLUMN bio;
