-- write every e-mail address in lower case
--
-- The old spelling is not kept, so the way back leaves the data as it is.
--
-- revision: 20260203_101100_e6027d5b
-- revises: 20260202_083000_1c94ae07
-- created: 2026-02-03T10:11:00Z

-- migrate:upgrade
-- Two addresses that differ in nothing but their case have to be told apart by a person first.
-- migrate:require SELECT COUNT(*) = COUNT(DISTINCT LOWER(email)) FROM users
UPDATE users SET email = LOWER(email) WHERE email <> LOWER(email);

-- migrate:downgrade

-- migrate:verify
SELECT COUNT(*) = 0 FROM users WHERE email <> LOWER(email);
