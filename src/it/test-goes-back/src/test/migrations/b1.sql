-- migrate:before
INSERT INTO notes VALUES (1, 'kept');
-- migrate:verify
SELECT text = 'kept' FROM notes WHERE id = 1;
-- migrate:verify-downgrade
SELECT count(*) FROM notes;
