-- create posts
--
-- revision: 20260119_140200_b83d72f9
-- revises: 20260112_091500_5a6e0c41
-- created: 2026-01-19T14:02:00Z

-- migrate:upgrade
CREATE TABLE posts (
    id INTEGER NOT NULL PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title VARCHAR(200) NOT NULL,
    body TEXT NOT NULL,
    published_at TIMESTAMP
);
CREATE INDEX ix_posts_author_id ON posts (author_id);

-- migrate:downgrade
DROP TABLE posts;

-- migrate:verify
SELECT COUNT(*) = 0 FROM posts;
