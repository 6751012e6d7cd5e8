-- add phone
--
-- revision: b2
-- revises: a1

-- migrate:upgrade
CREATE TABLE t_b2 (id INTEGER);
-- migrate:downgrade
DROP TABLE t_b2;
