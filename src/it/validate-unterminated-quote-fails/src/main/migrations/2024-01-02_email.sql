-- a revision
--
-- revision: a2
-- revises: a1

-- migrate:upgrade
INSERT INTO t VALUES ('it);
-- migrate:downgrade
DROP TABLE t_a2;
