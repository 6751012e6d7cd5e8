-- create users
--
-- revision: a1
-- revises: 

-- migrate:upgrade
CREATE TABLE t_a1 (id INTEGER);
-- migrate:downgrade
DROP TABLE t_a1;
