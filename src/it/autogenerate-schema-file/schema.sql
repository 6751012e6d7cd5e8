-- what the database is to be
CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    author INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL, bio TEXT);
