-- A notebook of some fifty tables with something of everything that SQLite has.
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL COLLATE NOCASE UNIQUE ON CONFLICT IGNORE,
    name VARCHAR(80) NOT NULL DEFAULT '',
    -- a remark, with a comma
    balance NUMERIC(10, 2) NOT NULL DEFAULT 0 CHECK (balance >= -100),
    created TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "group" TEXT DEFAULT 'it''s; -- not a comment',
    key_text TEXT GENERATED ALWAYS AS (lower(email)) STORED,
    initials TEXT AS (substr(name, 1, 1)),
    CHECK (length(name) < 80),
    CONSTRAINT ck_accounts_email CHECK (email LIKE '%@%')
);
CREATE TABLE folders (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE, parent_id INT REFERENCES folders (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL, UNIQUE (parent_id, name COLLATE NOCASE));
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    folder_id INTEGER NOT NULL CONSTRAINT fk_notes_folder REFERENCES folders (id) ON UPDATE CASCADE ON DELETE RESTRICT,
    title TEXT NOT NULL ON CONFLICT FAIL,
    body TEXT,
    pinned BOOLEAN NOT NULL DEFAULT FALSE,
    changed INTEGER DEFAULT (strftime('%s', 'now')),
    words INTEGER GENERATED ALWAYS AS (length(body) - length(replace(body, ' ', ''))) VIRTUAL,
    UNIQUE (folder_id, title)
);
CREATE TABLE tags (name TEXT PRIMARY KEY COLLATE NOCASE, colour TEXT CHECK (colour IN ('red', 'green', 'it''s blue'))) WITHOUT ROWID;
CREATE TABLE note_tags (note_id INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (note_id, tag DESC), FOREIGN KEY (note_id) REFERENCES notes (id) ON DELETE CASCADE, FOREIGN KEY (tag) REFERENCES tags (name) ON UPDATE CASCADE) WITHOUT ROWID;
CREATE TABLE measured (id INTEGER PRIMARY KEY, i INT NOT NULL, r REAL, t TEXT, b BLOB, a ANY) STRICT;
CREATE TABLE pairs (a INT, b INT, v TEXT, PRIMARY KEY (b, a)) STRICT, WITHOUT ROWID;
-- two that need each other, and three in a ring
CREATE TABLE teams (id INTEGER PRIMARY KEY, lead_id INTEGER REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE members (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams (id));
CREATE TABLE ring_a (id INTEGER PRIMARY KEY, next INTEGER, FOREIGN KEY (next) REFERENCES ring_b (id) ON DELETE SET NULL);
CREATE TABLE ring_b (id INTEGER PRIMARY KEY, next INTEGER, FOREIGN KEY (next) REFERENCES ring_c (id) ON DELETE SET DEFAULT);
CREATE TABLE ring_c (id INTEGER PRIMARY KEY, next INTEGER DEFAULT 1, FOREIGN KEY (next) REFERENCES ring_a (id));
-- names that need quotes, in each of the styles that SQLite takes
CREATE TABLE "order" ("select" INTEGER PRIMARY KEY, [from] TEXT, `to` TEXT, "a ""b""" INT, "ein größer" TEXT DEFAULT "double");
CREATE TABLE [Order Details] ([Order] INTEGER REFERENCES "order" ("select"), 'single' TEXT, CONSTRAINT [ck 1] CHECK ([Order] > 0));
CREATE TABLE MixedCase (Id INTEGER PRIMARY KEY, UserName TEXT);
CREATE TABLE untyped (a, b, c, PRIMARY KEY (a));
CREATE TABLE typed (c1 TINYINT UNSIGNED, c2 DOUBLE PRECISION, c3 DECIMAL(10, 5), c4 CHARACTER VARYING(30), c5 DATETIME, c6 CLOB, c7 LONG VARCHAR, c8 UNSIGNED BIG INT, c9 NVARCHAR(20), c10 BOOLEAN, c11 JSON, c12 "odd type");
CREATE TABLE defaulted (a INT DEFAULT -1, b REAL DEFAULT +1.5e3, c TEXT DEFAULT NULL, d BLOB DEFAULT x'00ff', e TEXT DEFAULT (upper('x') || ';'), f INT DEFAULT TRUE, g TEXT DEFAULT CURRENT_DATE, h INT DEFAULT (1 + 2) NOT NULL, i TEXT DEFAULT 'line
two');
CREATE TABLE conflicts (a INT PRIMARY KEY ON CONFLICT REPLACE, b INT UNIQUE ON CONFLICT ROLLBACK, c INT NOT NULL ON CONFLICT ABORT, CONSTRAINT uq UNIQUE (b, c) ON CONFLICT IGNORE);
CREATE TABLE multi (a INT, b INT, c INT, CONSTRAINT pk_multi PRIMARY KEY (a, b), CONSTRAINT uq_multi UNIQUE (c, a));
CREATE TABLE multi_child (x INT, y INT, z INT, CONSTRAINT fk_multi FOREIGN KEY (x, y) REFERENCES multi ON DELETE SET NULL, CONSTRAINT fk_multi_c FOREIGN KEY (z, x) REFERENCES multi (c, a) MATCH FULL);
CREATE TABLE codes (id INTEGER PRIMARY KEY, code TEXT NOT NULL);
CREATE UNIQUE INDEX uq_codes ON codes (code);
CREATE TABLE coded (code TEXT REFERENCES codes (code));
CREATE TABLE dangling (id INTEGER PRIMARY KEY, gone INTEGER REFERENCES nowhere (id));
CREATE TABLE computed (w INT, h INT, area INT AS (w * h) STORED CHECK (area >= 0), half INT AS (area / 2), UNIQUE (area));
CREATE TABLE
    spread (
        id      INTEGER   NOT NULL
                PRIMARY KEY,   /* a block
                comment */
        v       TEXT
    );
CREATE TABLE copied AS SELECT id, name FROM accounts;
CREATE TABLE seconds (id INTEGER PRIMARY KEY DESC, v);
CREATE TABLE checks (a INT CONSTRAINT positive CHECK (a > 0) CONSTRAINT small CHECK (a < 10), b TEXT CHECK (b GLOB '[a-z]*') NOT NULL, CHECK (a <> 5), CHECK (b IS NOT NULL OR a IS NULL));
CREATE TABLE ix_and_trigger (a INT, b INT);
CREATE INDEX same_name ON ix_and_trigger (a);
CREATE TRIGGER same_name AFTER INSERT ON ix_and_trigger BEGIN SELECT 1; END;
CREATE TABLE t01 (id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE t02 (id INTEGER PRIMARY KEY, t01_id INTEGER NOT NULL REFERENCES t01 ON DELETE NO ACTION, v TEXT);
CREATE TABLE t03 (id INTEGER PRIMARY KEY, t02_id INTEGER NOT NULL REFERENCES t02 (id) ON DELETE CASCADE, v TEXT);
CREATE TABLE t04 (id INTEGER PRIMARY KEY, t03_id INTEGER NOT NULL REFERENCES t03 (id), v TEXT) STRICT;
CREATE TABLE t05 (id INT PRIMARY KEY NOT NULL, v TEXT COLLATE RTRIM);
CREATE TABLE t06 (id TEXT PRIMARY KEY NOT NULL, v TEXT COLLATE BINARY NOT NULL DEFAULT 'x');
CREATE TABLE t07 (a INT, b INT, UNIQUE (a), UNIQUE (b, a));
CREATE TABLE t08 (a INT NULL, b INT CONSTRAINT nn NOT NULL);
CREATE TABLE t09 (a INT DEFAULT 1 NOT NULL UNIQUE CHECK (a > 0) REFERENCES t01 (id), b INT);
CREATE TABLE t10 (id INTEGER PRIMARY KEY, self INTEGER REFERENCES t10, other INTEGER REFERENCES t10 (id) ON UPDATE CASCADE);
CREATE TABLE t11 (id INTEGER PRIMARY KEY, at TIMESTAMP WITH TIME ZONE DEFAULT (datetime('now', 'localtime')));
CREATE TABLE t12 (a, b, c);
CREATE TABLE t13 (a INTEGER PRIMARY KEY, b INTEGER CHECK (typeof(b) = 'integer' AND b IN (1, 2, 3)), c TEXT AS (CASE b WHEN 1 THEN 'one' ELSE 'more' END));
CREATE TABLE t14 (j TEXT CHECK (json_valid(j)), k TEXT AS (json_extract(j, '$.k')) VIRTUAL);
CREATE TABLE t15 (id INTEGER PRIMARY KEY, "quoted type" "VARCHAR(10)", x REAL);
CREATE TABLE t16 (a TEXT, b TEXT, PRIMARY KEY (a COLLATE NOCASE, b));
CREATE TABLE t17 (id INTEGER PRIMARY KEY ASC AUTOINCREMENT NOT NULL, v);
CREATE TABLE t18 (id INTEGER, v, CONSTRAINT pk PRIMARY KEY (id AUTOINCREMENT));
-- indexes
CREATE INDEX ix_notes_title ON notes (title COLLATE NOCASE DESC, folder_id);
CREATE INDEX ix_notes_pinned ON notes (changed DESC) WHERE pinned AND body IS NOT NULL;
CREATE UNIQUE INDEX uq_notes_lower ON notes (lower(title), folder_id) WHERE title <> 'a;b';
CREATE INDEX ix_t14 ON t14 (json_extract(j, '$.a'), k);
CREATE INDEX "ix quoted ""one""" ON "order" ("a ""b""", [from]);
CREATE INDEX IF NOT EXISTS ix_computed ON computed (area, half);
-- views over views
CREATE VIEW pinned_notes AS SELECT n.id, n.title, f.name AS folder FROM notes n JOIN folders f ON f.id = n.folder_id WHERE n.pinned;
CREATE VIEW folder_counts (folder, n) AS SELECT folder, count(*) FROM pinned_notes GROUP BY folder HAVING count(*) > 0;
CREATE VIEW a_tree AS WITH RECURSIVE t (id, depth) AS (SELECT id, 0 FROM folders WHERE parent_id IS NULL UNION ALL SELECT f.id, t.depth + 1 FROM folders f JOIN t ON t.id = f.parent_id) SELECT id, depth FROM t;
CREATE VIEW ranked AS SELECT id, row_number() OVER (PARTITION BY folder_id ORDER BY changed DESC) AS nr FROM notes;
CREATE VIEW writable AS SELECT id, email FROM accounts;
CREATE VIEW valued AS VALUES (1, 'a;b'), (2, 'c');
-- triggers
CREATE TRIGGER notes_changed AFTER UPDATE OF title, body ON notes FOR EACH ROW WHEN NEW.title IS NOT OLD.title BEGIN
    UPDATE notes SET changed = strftime('%s', 'now') WHERE id = NEW.id; -- once; a remark
    INSERT INTO notes_text (rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body);
END;
CREATE TRIGGER writable_insert INSTEAD OF INSERT ON writable BEGIN INSERT INTO accounts (email) VALUES (NEW.email); END;
CREATE TRIGGER writable_delete INSTEAD OF DELETE ON writable WHEN OLD.id > 0 BEGIN DELETE FROM accounts WHERE id = OLD.id; END;
CREATE TRIGGER no_delete BEFORE DELETE ON tags BEGIN SELECT CASE WHEN OLD.name = 'keep' THEN RAISE (ABORT, 'keep; it') END; END;
-- tables of modules
CREATE VIRTUAL TABLE notes_text USING fts5 (title, body, content = 'notes', content_rowid = 'id', tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE places USING rtree (id, min_x, max_x, min_y, max_y, +label TEXT);
CREATE VIRTUAL TABLE "odd words" USING fts5 ("a b", prefix = '2 3');
