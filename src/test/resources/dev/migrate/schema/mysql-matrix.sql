CREATE TABLE parent (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code varchar(20) NOT NULL,
    name varchar(50),
    UNIQUE KEY uq_code (code)
);
CREATE TABLE child (
    id int NOT NULL PRIMARY KEY,
    parent_id bigint,
    code varchar(20),
    n int,
    price decimal(10, 2),
    t text,
    j json,
    created datetime(6) DEFAULT CURRENT_TIMESTAMP(6),
    CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id),
    KEY ix_code (code)
);
CREATE TABLE plain (a int, b varchar(10), c varchar(10));
CREATE VIEW seen AS SELECT a, b FROM plain;
