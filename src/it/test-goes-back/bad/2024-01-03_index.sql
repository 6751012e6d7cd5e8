-- an index that stays
--
-- revision: c1
-- revises: b1

-- migrate:upgrade
CREATE INDEX ix_notes_stars ON notes (stars);
-- migrate:downgrade
