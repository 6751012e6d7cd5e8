-- stars
--
-- revision: b1
-- revises: a1

-- migrate:upgrade
ALTER TABLE notes ADD COLUMN stars INTEGER;
-- migrate:downgrade
ALTER TABLE notes DROP COLUMN stars;
