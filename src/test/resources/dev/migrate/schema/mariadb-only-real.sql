-- What MariaDB alone has.
CREATE SEQUENCE invoice_numbers START WITH 1000 INCREMENT BY 10 MINVALUE 1000 MAXVALUE 99999999 CACHE 20 NOCYCLE;
CREATE SEQUENCE spare;
CREATE TABLE numbered (id bigint NOT NULL DEFAULT nextval(invoice_numbers) PRIMARY KEY, v int DEFAULT (lastval(spare)));
CREATE TABLE prices (id int NOT NULL PRIMARY KEY, price decimal(10, 2), note text WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING;
CREATE TABLE stamped (id int NOT NULL PRIMARY KEY, v int, since timestamp(6) GENERATED ALWAYS AS ROW START, until timestamp(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING;
CREATE TABLE split_history (id int, v int) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (PARTITION p0 HISTORY, PARTITION pn CURRENT);
CREATE TABLE bookings (room int NOT NULL, from_day date NOT NULL, to_day date NOT NULL, PERIOD FOR stay (from_day, to_day), UNIQUE KEY uq_bookings (room, stay WITHOUT OVERLAPS));
CREATE TABLE typed (u uuid NOT NULL DEFAULT uuid() PRIMARY KEY, a inet6, b inet4, t text COMPRESSED, j json NOT NULL DEFAULT '{}', n int COMMENT 'positive' CHECK (n > 0), c varchar(10) DEFAULT concat('a', 'b'), KEY ix_typed (a) IGNORED);
CREATE TABLE aria_one (id int NOT NULL PRIMARY KEY, v varchar(20)) ENGINE = Aria TRANSACTIONAL = 1 PAGE_CHECKSUM = 1;
CREATE TABLE packed (id int NOT NULL PRIMARY KEY, v text) PAGE_COMPRESSED = 1;
CREATE TABLE ordered (a int, b int AS (a + 1) PERSISTENT, c int INVISIBLE DEFAULT 4, KEY ix_ordered (b DESC));
CREATE VIEW excepted AS SELECT id FROM products EXCEPT SELECT product_id FROM order_lines;
CREATE AGGREGATE FUNCTION longest(x varchar(100)) RETURNS varchar(100) CHARSET utf8mb4 BEGIN DECLARE r varchar(100) DEFAULT ''; DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN r; LOOP FETCH GROUP NEXT ROW; IF length(x) > length(r) THEN SET r = x; END IF; END LOOP; END;
