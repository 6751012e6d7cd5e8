CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'of the application';
CREATE SCHEMA "Odd one";
CREATE EXTENSION citext;
CREATE COLLATION turned (provider = icu, locale = 'de-u-kf-upper');
COMMENT ON COLLATION turned IS 'capitals first';
CREATE COLLATION app.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
COMMENT ON TYPE mood IS 'how one feels';
CREATE TYPE app.size AS ENUM ('S', 'M', 'L\XL');
CREATE DOMAIN email AS varchar(80) DEFAULT 'none' CHECK (VALUE LIKE '%@%' OR VALUE = 'none');
CREATE DOMAIN app.short AS text COLLATE "C" NOT NULL CONSTRAINT is_short CHECK (length(VALUE) < 10) CONSTRAINT is_long CHECK (length(VALUE) > 1);
COMMENT ON CONSTRAINT is_short ON DOMAIN app.short IS 'no more than nine';
COMMENT ON DOMAIN app.short IS 'a short text';
CREATE DOMAIN app.feeling AS mood CHECK (VALUE <> 'sad');
CREATE TYPE address AS (street text, town varchar(20) COLLATE "C", since timestamp(3));
COMMENT ON COLUMN address.town IS 'where';
CREATE TYPE app.both AS (m mood, n int);
CREATE TYPE span AS RANGE (subtype = timestamptz, multirange_type_name = spans);
CREATE TYPE app.texts AS RANGE (subtype = text, collation = "C");
CREATE TABLE app.people (
    id int PRIMARY KEY,
    name text NOT NULL,
    feeling mood DEFAULT 'sad',
    moods mood[] DEFAULT '{sad}',
    often app.feeling,
    pair app.both,
    home address,
    size app.size,
    mail email,
    seen span,
    sorted text COLLATE turned,
    born timestamptz,
    CONSTRAINT ck_feeling CHECK (feeling <> 'happy' OR id > 0)
);
CREATE INDEX ix_feeling ON app.people (feeling) WHERE feeling = 'sad';
CREATE INDEX ix_plain ON app.people (feeling, size);
CREATE TABLE app.moods (mood mood PRIMARY KEY);
CREATE TABLE app.log (at timestamptz DEFAULT now(), what text);
ALTER TABLE app.people ADD CONSTRAINT fk_mood FOREIGN KEY (feeling) REFERENCES app.moods;
CREATE TABLE app.parts (at date NOT NULL, v int) PARTITION BY RANGE (at);
CREATE TABLE app.parts_2020 PARTITION OF app.parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE FUNCTION app.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION app.add(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 AS 'SELECT a + b';
COMMENT ON FUNCTION app.add(int, int) IS 'adds';
CREATE FUNCTION app."Odd name"(VARIADIC "In" text[], OUT x int, OUT "y z" text) LANGUAGE sql SET search_path = app, public AS $f$ SELECT 1, '$$'::text $f$;
CREATE FUNCTION app.rows() RETURNS TABLE(language text, n numeric(10, 2)) LANGUAGE sql ROWS 7 SECURITY DEFINER AS 'SELECT name, 1.0 FROM app.people';
CREATE FUNCTION app.atomic(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM app.people WHERE id > a; END;
CREATE FUNCTION app.of_mood(m mood) RETURNS int LANGUAGE sql IMMUTABLE RETURN 1;
CREATE FUNCTION app.saw() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION app.cmp(a app.size, b app.size) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE FUNCTION app.eq(a app.size, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION app.eq(a int, b app.size) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION app.lt(a address, b address) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION app.hash(a address) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE PROCEDURE app.work(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$;
CREATE AGGREGATE app.total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE,
    MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, MINITCOND = '0');
COMMENT ON AGGREGATE app.total (int) IS 'sums up';
CREATE AGGREGATE app.none (*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
CREATE AGGREGATE app.pick (float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
    FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE OPERATOR app.@+@ (FUNCTION = app.add, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(app.@+@));
CREATE OPERATOR app.=== (FUNCTION = app.eq, LEFTARG = app.size, RIGHTARG = int, COMMUTATOR = OPERATOR(app.===), RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR app.=== (FUNCTION = app.eq, LEFTARG = int, RIGHTARG = app.size, COMMUTATOR = OPERATOR(app.===));
CREATE OPERATOR app.<<< (FUNCTION = app.lt, LEFTARG = address, RIGHTARG = address);
COMMENT ON OPERATOR app.<<< (address, address) IS 'before';
CREATE OPERATOR CLASS app.by_home FOR TYPE address USING hash AS OPERATOR 1 app.<<<, FUNCTION 1 app.hash(address);
CREATE INDEX ix_home ON app.people USING hash (home app.by_home);
CREATE CAST (mood AS int) WITH INOUT AS ASSIGNMENT;
CREATE VIEW app.named AS SELECT p.id, p.name, p.feeling FROM app.people p WHERE p.name IN ('a', 'b');
COMMENT ON VIEW app.named IS 'some of them';
COMMENT ON COLUMN app.named.name IS 'what they are called';
ALTER VIEW app.named ALTER COLUMN name SET DEFAULT 'x';
CREATE VIEW app."Over named" WITH (security_barrier = true) AS SELECT n.id, n.feeling AS "How" FROM app.named n;
CREATE VIEW app.checked AS SELECT id FROM app.people WHERE id > 0 WITH CHECK OPTION;
CREATE MATERIALIZED VIEW app.counted AS SELECT o."How", count(*) AS n, app.add(1, 2) AS three FROM app."Over named" o GROUP BY 1;
COMMENT ON MATERIALIZED VIEW app.counted IS 'how many';
COMMENT ON COLUMN app.counted.n IS 'rows';
ALTER MATERIALIZED VIEW app.counted ALTER COLUMN n SET STATISTICS 9;
CREATE UNIQUE INDEX ix_counted ON app.counted ("How");
CREATE VIEW app.of_counted AS SELECT * FROM app.counted;
CREATE TRIGGER stamped BEFORE INSERT OR UPDATE OF name, id ON app.people FOR EACH ROW WHEN (NEW.id > 0 AND NEW.feeling = 'sad') EXECUTE FUNCTION app.stamp();
COMMENT ON TRIGGER stamped ON app.people IS 'stamps';
CREATE TRIGGER "Each one" INSTEAD OF INSERT ON app.named FOR EACH ROW EXECUTE FUNCTION app.stamp('a', 'b c');
CREATE TRIGGER emptied AFTER TRUNCATE ON app.people FOR EACH STATEMENT EXECUTE FUNCTION app.stamp();
CREATE TRIGGER moved AFTER UPDATE ON app.people REFERENCING OLD TABLE AS o FOR EACH STATEMENT EXECUTE FUNCTION app.stamp();
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON app.people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.stamp();
ALTER TABLE app.people DISABLE TRIGGER later;
CREATE TRIGGER each_part AFTER INSERT ON app.parts FOR EACH ROW EXECUTE FUNCTION app.stamp();
CREATE RULE quiet AS ON DELETE TO app.people WHERE OLD.id < 0 DO INSTEAD NOTHING;
COMMENT ON RULE quiet ON app.people IS 'keeps them';
CREATE RULE written AS ON INSERT TO app.checked DO INSTEAD INSERT INTO app.log (what) VALUES (NEW.id::text) RETURNING 1;
ALTER TABLE app.people ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON app.people FOR SELECT USING (id = 1 AND feeling <> 'sad');
CREATE POLICY "All of it" ON app.people AS RESTRICTIVE TO CURRENT_USER, pg_monitor USING (name <> 'x') WITH CHECK (app.add(id) > 0);
COMMENT ON POLICY mine ON app.people IS 'own rows';
CREATE STATISTICS app.st_people (ndistinct, mcv) ON name, size FROM app.people;
ALTER STATISTICS app.st_people SET STATISTICS 70;
COMMENT ON STATISTICS app.st_people IS 'together';
CREATE STATISTICS app.st_expr ON lower(name) FROM app.people;
CREATE TEXT SEARCH DICTIONARY app.plain_words (TEMPLATE = simple, stopwords = english, accept = false);
CREATE TEXT SEARCH CONFIGURATION app.words (COPY = english);
ALTER TEXT SEARCH CONFIGURATION app.words ALTER MAPPING FOR word, asciiword WITH app.plain_words, simple;
COMMENT ON TEXT SEARCH CONFIGURATION app.words IS 'for searching';
CREATE EVENT TRIGGER saw ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION app.saw();
ALTER EVENT TRIGGER saw DISABLE;
COMMENT ON EVENT TRIGGER saw IS 'sees';
CREATE PUBLICATION news FOR TABLE app.people, ONLY app.log WITH (publish = 'insert, delete');
COMMENT ON PUBLICATION news IS 'sent on';
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION nothing;
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER elsewhere TYPE 'a' VERSION '1' FOREIGN DATA WRAPPER far OPTIONS (host 'h''x', "Port" '5');
CREATE FOREIGN TABLE app.remote (id int OPTIONS (key 'true') NOT NULL, name varchar(9) COLLATE "C" DEFAULT 'n', CONSTRAINT ck CHECK (id > 0))
    SERVER elsewhere OPTIONS (table_name 't');
COMMENT ON FOREIGN TABLE app.remote IS 'far away';
COMMENT ON COLUMN app.remote.id IS 'its number';
