-- a revision
--
-- revision: a2
-- revizes: a1

-- migrate:upgrade
CREATE TABLE t_a2 (id INTEGER);
-- migrate:downgrade
DROP TABLE t_a2;
