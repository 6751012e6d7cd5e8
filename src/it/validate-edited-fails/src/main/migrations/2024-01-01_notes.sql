-- create notes
--
-- revision: 20240101_100000_aaaaaaaa
-- revises:

-- migrate:upgrade
CREATE TABLE notes (id INTEGER);
-- migrate:downgrade
DROP TABLE notes;
