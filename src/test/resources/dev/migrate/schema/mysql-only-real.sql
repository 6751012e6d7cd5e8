-- What MySQL alone has.
CREATE TABLE found (
    id int NOT NULL PRIMARY KEY,
    name varchar(100) NOT NULL,
    doc json,
    n int,
    place point NOT NULL SRID 4326,
    tag varchar(20) COLLATE utf8mb4_0900_as_cs,
    KEY ix_found_lower ((lower(name))),
    KEY ix_found_doc ((cast(json_unquote(json_extract(doc, '$.a')) AS char(20)) COLLATE utf8mb4_bin)),
    KEY ix_found_many ((cast(json_extract(doc, '$.list') AS unsigned ARRAY))),
    KEY ix_found_sum (((n + 1)) DESC, name(5)),
    KEY ix_found_hidden (n) INVISIBLE,
    SPATIAL KEY sp_found (place),
    FULLTEXT KEY ft_found (name) WITH PARSER ngram,
    CONSTRAINT ck_found CHECK (n > 0) NOT ENFORCED
) COMPRESSION = 'zlib';
CREATE TABLE defaulted (id binary(16) NOT NULL DEFAULT (uuid_to_bin(uuid())) PRIMARY KEY, doc json NOT NULL DEFAULT (json_object('a', 1)), list json DEFAULT (json_array()), p point DEFAULT (point(1, 2)), t text DEFAULT (concat('a', 'b''c')));
CREATE VIEW listed AS SELECT f.id, j.v FROM found f, json_table(f.doc, '$.list[*]' COLUMNS (v int PATH '$')) AS j;
CREATE VIEW lateral_one AS SELECT f.id, x.c FROM found f, LATERAL (SELECT count(*) AS c FROM defaulted d WHERE json_value(d.doc, '$.a') = f.n) x;
CREATE TABLE archived (id int, what text) ENGINE = ARCHIVE;
