-- add email
--
-- revision: a2
-- revises: a1

-- migrate:upgrade
CREATE TABLE t_a2 (id INTEGER);
-- migrate:downgrade
DROP TABLE t_a2;
