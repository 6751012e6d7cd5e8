-- notes
--
-- revision: a1
-- revises:

-- migrate:upgrade
CREATE TABLE notes (id INTEGER PRIMARY KEY, text VARCHAR(100) NOT NULL);
-- migrate:downgrade
DROP TABLE notes;
