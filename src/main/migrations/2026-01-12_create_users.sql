-- create users
--
-- revision: 20260112_091500_5a6e0c41
-- revises:
-- created: 2026-01-12T09:15:00Z
-- labels: accounts

-- migrate:upgrade
CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY,
    email VARCHAR(320) NOT NULL,
    name VARCHAR(100) NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX ux_users_email ON users (email);

INSERT INTO users (id, email, name) VALUES (1, 'ADA@EXAMPLE.ORG', 'Ada');
INSERT INTO users (id, email, name) VALUES (2, 'brian@example.org', 'Brian');

-- migrate:downgrade
DROP TABLE users;
