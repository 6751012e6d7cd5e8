-- by hand
--
-- revision: o2
-- revises: o1

-- migrate:upgrade
CREATE INDEX by_hand ON posts (author);
