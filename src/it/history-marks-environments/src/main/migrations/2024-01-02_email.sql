-- add email
--
-- revision: b1
-- revises: a1

-- migrate:upgrade
CREATE TABLE t_b1 (id INTEGER);
-- migrate:downgrade
DROP TABLE t_b1;
