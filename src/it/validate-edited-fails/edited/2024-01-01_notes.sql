-- create notes
--
-- revision: 20240101_100000_aaaaaaaa
-- revises:

-- migrate:upgrade
CREATE TABLE notes (id BIGINT);
-- migrate:downgrade
DROP TABLE notes;
