CREATE TABLE notes (
    id INTEGER NOT NULL PRIMARY KEY,
    body VARCHAR(500) NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ix_notes_created_at ON notes (created_at);
