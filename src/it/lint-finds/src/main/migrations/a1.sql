-- users
--
-- revision: a1
-- revises:

-- migrate:upgrade
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text);

-- migrate:downgrade
DROP TABLE users;
