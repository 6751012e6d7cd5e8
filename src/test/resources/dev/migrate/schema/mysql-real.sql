-- A mail-order house of some fifty tables with something of everything that MySQL and MariaDB both have.
CREATE TABLE countries (
    code char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY COMMENT 'ISO 3166, ''alpha-2''',
    name varchar(80) NOT NULL,
    phone_prefix smallint unsigned,
    eu boolean NOT NULL DEFAULT false,
    UNIQUE KEY uq_countries_name (name)
) COMMENT 'all there are; see "ISO" \\ 3166';
CREATE TABLE currencies (
    code char(3) NOT NULL PRIMARY KEY,
    digits tinyint unsigned NOT NULL DEFAULT 2,
    symbol varchar(4) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '¤',
    CONSTRAINT ck_currencies_digits CHECK (digits BETWEEN 0 AND 4)
);
CREATE TABLE languages (
    tag varchar(12) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    label varchar(60) NOT NULL,
    direction enum ('ltr', 'rtl') NOT NULL DEFAULT 'ltr'
) DEFAULT CHARACTER SET latin1;
CREATE TABLE tenants (
    id binary(16) NOT NULL PRIMARY KEY,
    name varchar(100) NOT NULL,
    settings json,
    plan enum ('free', 'pro', 'it''s complicated') NOT NULL DEFAULT 'it''s complicated',
    flags set ('beta', 'eu-only', 'no mail') NOT NULL DEFAULT 'beta,no mail',
    created timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    changed timestamp(6) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6)
);
CREATE TABLE people (
    id bigint unsigned NOT NULL AUTO_INCREMENT,
    tenant_id binary(16) NOT NULL,
    email varchar(255) NOT NULL,
    given varchar(60) NOT NULL DEFAULT '',
    family varchar(60) NOT NULL DEFAULT '',
    display varchar(125) AS (concat(given, ' ', family)) VIRTUAL,
    email_key varchar(255) AS (lower(trim(email))) STORED COMMENT 'how it is looked up',
    born date,
    bio mediumtext,
    manager_id bigint unsigned,
    mother_tongue varchar(12) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    secret varbinary(64) INVISIBLE,
    created datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_people_email (tenant_id, email_key),
    KEY ix_people_family (family(10), given(10)),
    KEY ix_people_newest (created DESC, id),
    FULLTEXT KEY ft_people (given, family, bio),
    CONSTRAINT fk_people_manager FOREIGN KEY (manager_id) REFERENCES people (id) ON DELETE SET NULL,
    CONSTRAINT fk_people_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT ck_people_email CHECK (email LIKE '%_@_%' AND email <> 'no"reply@\\x')
) AUTO_INCREMENT = 1000 COMMENT 'customers and staff';
CREATE TABLE addresses (
    person_id bigint unsigned NOT NULL,
    nr smallint NOT NULL,
    kind varchar(10) NOT NULL DEFAULT 'home',
    street varchar(400) NOT NULL,
    country char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    place point NOT NULL,
    PRIMARY KEY (person_id, nr),
    SPATIAL KEY sp_addresses_place (place),
    KEY ix_addresses_country (country),
    CONSTRAINT fk_addresses_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT fk_addresses_country FOREIGN KEY (country) REFERENCES countries (code),
    CHECK (nr > 0)
);
-- two that need each other
CREATE TABLE departments (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name varchar(40) NOT NULL UNIQUE,
    head_id int
);
CREATE TABLE employees (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    department_id int NOT NULL,
    person_id bigint unsigned NOT NULL,
    salary decimal(12, 2) NOT NULL DEFAULT 0.00,
    hired date NOT NULL DEFAULT '2020-02-29',
    UNIQUE KEY (person_id),
    CONSTRAINT fk_employees_department FOREIGN KEY (department_id) REFERENCES departments (id),
    CONSTRAINT fk_employees_person FOREIGN KEY (person_id) REFERENCES people (id),
    CONSTRAINT ck_employees_salary CHECK (salary >= 0)
);
ALTER TABLE departments ADD CONSTRAINT fk_departments_head FOREIGN KEY (head_id) REFERENCES employees (id) ON DELETE SET NULL;
-- three in a ring
CREATE TABLE ring_a (id int PRIMARY KEY, next_id int);
CREATE TABLE ring_b (id int PRIMARY KEY, next_id int, CONSTRAINT fk_ring_b FOREIGN KEY (next_id) REFERENCES ring_a (id));
CREATE TABLE ring_c (id int PRIMARY KEY, next_id int, CONSTRAINT fk_ring_c FOREIGN KEY (next_id) REFERENCES ring_b (id));
ALTER TABLE ring_a ADD CONSTRAINT fk_ring_a FOREIGN KEY (next_id) REFERENCES ring_c (id) ON UPDATE CASCADE;
CREATE TABLE categories (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id int,
    slug varchar(60) NOT NULL,
    path varchar(500) NOT NULL,
    UNIQUE KEY uq_categories_slug (parent_id, slug),
    KEY ix_categories_path (path(191)),
    CONSTRAINT fk_categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE RESTRICT
);
CREATE TABLE category_names (
    category_id int NOT NULL,
    language varchar(12) COLLATE utf8mb4_bin NOT NULL,
    name varchar(100) NOT NULL,
    PRIMARY KEY (category_id, language),
    CONSTRAINT fk_category_names_category FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE CASCADE
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE products (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sku varchar(30) CHARACTER SET ascii NOT NULL,
    name varchar(200) NOT NULL,
    about text,
    weight float,
    length double unsigned DEFAULT 0,
    price decimal(10, 2) unsigned NOT NULL DEFAULT 9.99,
    tax decimal(4, 3) NOT NULL DEFAULT 0.19,
    gross decimal(14, 4) AS (price * (1 + tax)) STORED,
    attributes json,
    colour varchar(20) AS (json_unquote(json_extract(attributes, '$.colour'))) VIRTUAL,
    active bit(1) NOT NULL DEFAULT b'1',
    released year DEFAULT '2001',
    at_eight time(2) DEFAULT '08:00:00.50',
    code int(6) unsigned zerofill,
    UNIQUE KEY uq_products_sku (sku),
    KEY ix_products_colour (colour),
    KEY ix_products_price (price DESC, tax) COMMENT 'dear ones first',
    FULLTEXT KEY ft_products (name, about) COMMENT 'search'
) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8;
CREATE TABLE product_categories (
    product_id int NOT NULL,
    category_id int NOT NULL,
    rank_no int NOT NULL DEFAULT 0,
    PRIMARY KEY (product_id, category_id),
    KEY ix_product_categories (category_id, rank_no),
    CONSTRAINT fk_pc_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_pc_category FOREIGN KEY (category_id) REFERENCES categories (id)
);
CREATE TABLE warehouses (id smallint NOT NULL PRIMARY KEY, name tinytext NOT NULL, area polygon, opened datetime DEFAULT '1999-12-31 23:59:59');
CREATE TABLE stock (
    warehouse_id smallint NOT NULL,
    product_id int NOT NULL,
    on_hand int NOT NULL DEFAULT 0,
    reserved int NOT NULL DEFAULT 0,
    available int AS (on_hand - reserved) VIRTUAL,
    PRIMARY KEY (warehouse_id, product_id),
    CONSTRAINT fk_stock_warehouse FOREIGN KEY (warehouse_id) REFERENCES warehouses (id),
    CONSTRAINT fk_stock_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT ck_stock CHECK (reserved <= on_hand)
);
-- the key that the next one refers to is no primary key
CREATE TABLE suppliers (id int NOT NULL PRIMARY KEY, vat varchar(20) NOT NULL, country char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, UNIQUE KEY uq_suppliers_vat (country, vat));
CREATE TABLE supplies (
    country char(2) CHARACTER SET ascii COLLATE ascii_bin,
    vat varchar(20),
    product_id int NOT NULL,
    CONSTRAINT fk_supplies_supplier FOREIGN KEY (country, vat) REFERENCES suppliers (country, vat) ON UPDATE CASCADE ON DELETE SET NULL,
    CONSTRAINT fk_supplies_product FOREIGN KEY (product_id) REFERENCES products (id)
);
CREATE TABLE orders (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    person_id bigint unsigned,
    currency char(3) NOT NULL DEFAULT 'EUR',
    state varchar(12) NOT NULL DEFAULT 'new',
    placed datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    note text,
    CONSTRAINT fk_orders_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT fk_orders_currency FOREIGN KEY (currency) REFERENCES currencies (code),
    CONSTRAINT ck_orders_state CHECK (state IN ('new', 'paid', 'sent', 'back')),
    KEY ix_orders_state (state, placed DESC)
);
CREATE TABLE order_lines (
    order_id bigint NOT NULL,
    line_no int NOT NULL,
    product_id int NOT NULL,
    amount int NOT NULL DEFAULT 1,
    unit_price decimal(10, 2) NOT NULL,
    total decimal(20, 2) AS (amount * unit_price) STORED,
    PRIMARY KEY (order_id, line_no),
    CONSTRAINT fk_lines_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
    CONSTRAINT fk_lines_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT ck_lines_amount CHECK (amount <> 0)
);
CREATE TABLE payments (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id bigint NOT NULL,
    method enum ('card', 'bank', 'cash') CHARACTER SET latin1 COLLATE latin1_bin,
    amount decimal(12, 2) NOT NULL,
    paid timestamp NULL,
    raw longblob,
    KEY fk_payments_order (order_id),
    CONSTRAINT fk_payments_order FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE TABLE shipments (id bigint NOT NULL AUTO_INCREMENT, order_id bigint NOT NULL, tracking varchar(40), PRIMARY KEY (id, order_id), KEY ix_shipments_tracking (tracking) USING BTREE, CONSTRAINT fk_shipments_order FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE TABLE shipment_lines (shipment_id bigint NOT NULL, order_id bigint NOT NULL, line_no int NOT NULL, PRIMARY KEY (shipment_id, order_id, line_no), CONSTRAINT fk_sl_line FOREIGN KEY (order_id, line_no) REFERENCES order_lines (order_id, line_no), CONSTRAINT fk_sl_shipment FOREIGN KEY (shipment_id, order_id) REFERENCES shipments (id, order_id) ON DELETE CASCADE);
CREATE TABLE invoices (number varchar(20) NOT NULL, order_id bigint NOT NULL, issued date NOT NULL, PRIMARY KEY (number), UNIQUE KEY uq_invoices_order (order_id), CONSTRAINT fk_invoices_order FOREIGN KEY (order_id) REFERENCES orders (id)) STATS_PERSISTENT = 0;
CREATE TABLE reviews (product_id int NOT NULL, person_id bigint unsigned NOT NULL, stars tinyint NOT NULL, words text, PRIMARY KEY (product_id, person_id), CONSTRAINT fk_reviews_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE, CONSTRAINT fk_reviews_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE, CONSTRAINT ck_reviews_stars CHECK (stars between 1 and 5));
CREATE TABLE carts (id char(36) NOT NULL DEFAULT (uuid()) PRIMARY KEY, person_id bigint unsigned, expires datetime DEFAULT (now() + interval 7 day), CONSTRAINT fk_carts_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE);
CREATE TABLE cart_lines (cart_id char(36) NOT NULL, product_id int NOT NULL, amount int NOT NULL DEFAULT (1 + 0), PRIMARY KEY (cart_id, product_id), CONSTRAINT fk_cart_lines_cart FOREIGN KEY (cart_id) REFERENCES carts (id) ON DELETE CASCADE, CONSTRAINT fk_cart_lines_product FOREIGN KEY (product_id) REFERENCES products (id));
CREATE TABLE coupons (code varchar(20) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY, percent tinyint unsigned NOT NULL, from_day date, to_day date, CONSTRAINT ck_coupons_days CHECK (from_day IS NULL OR to_day IS NULL OR from_day <= to_day), CONSTRAINT ck_coupons_percent CHECK (percent <= 100));
CREATE TABLE newsletters (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, subject varchar(200) NOT NULL DEFAULT 'a;b -- c /* d */ `e`', body longtext, meta json);
CREATE TABLE subscriptions (newsletter_id int NOT NULL, person_id bigint unsigned NOT NULL, since date NOT NULL DEFAULT (CURRENT_DATE), UNIQUE KEY uq_subscriptions (newsletter_id, person_id), CONSTRAINT fk_subscriptions_newsletter FOREIGN KEY (newsletter_id) REFERENCES newsletters (id), CONSTRAINT fk_subscriptions_person FOREIGN KEY (person_id) REFERENCES people (id));
-- partitions of every sort
CREATE TABLE clicks (id bigint NOT NULL AUTO_INCREMENT, at datetime NOT NULL, url varchar(300), PRIMARY KEY (id, at), KEY ix_clicks_at (at)) PARTITION BY RANGE (to_days(at)) (PARTITION p2024 VALUES LESS THAN (739617) COMMENT = 'it''s old', PARTITION p2025 VALUES LESS THAN (739982), PARTITION pmax VALUES LESS THAN MAXVALUE);
CREATE TABLE visits (day date NOT NULL, page varchar(50) NOT NULL, n int NOT NULL DEFAULT 0, PRIMARY KEY (day, page)) PARTITION BY RANGE COLUMNS (day) SUBPARTITION BY HASH (year(day)) SUBPARTITIONS 2 (PARTITION p1 VALUES LESS THAN ('2025-01-01'), PARTITION p2 VALUES LESS THAN ('2026-01-01'));
CREATE TABLE regions (region varchar(10) NOT NULL, v int) PARTITION BY LIST COLUMNS (region) (PARTITION north VALUES IN ('no', 'ne'), PARTITION south VALUES IN ('so', NULL));
CREATE TABLE hashed (id int NOT NULL, v int, PRIMARY KEY (id)) PARTITION BY LINEAR HASH (id) PARTITIONS 3;
CREATE TABLE keyed (id int NOT NULL, k varchar(10) NOT NULL, PRIMARY KEY (k, id)) PARTITION BY KEY (k) PARTITIONS 2;
-- other engines, and names that need their quotes
CREATE TABLE legacy_log (id int NOT NULL AUTO_INCREMENT, msg varchar(100), KEY (id)) ENGINE = MyISAM CHECKSUM = 1 DELAY_KEY_WRITE = 1;
CREATE TABLE session_cache (k varchar(40) NOT NULL, v varchar(200), PRIMARY KEY (k) USING HASH, KEY ix_v (v) USING BTREE) ENGINE = MEMORY MAX_ROWS = 1000;
CREATE TABLE `order` (`select` int NOT NULL PRIMARY KEY, `key` varchar(10), `from``to` int, `ein größer` varchar(5) DEFAULT 'ß', `a.b` int, `100%` int, KEY `by key` (`key`, `a.b`), CONSTRAINT `ck ``1` CHECK (`from``to` < `100%`));
CREATE TABLE `Order Details` (`Order` int, `Größe` varchar(3), CONSTRAINT `fk ``order` FOREIGN KEY (`Order`) REFERENCES `order` (`select`));
CREATE TABLE tags (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, label varchar(50) NOT NULL, UNIQUE KEY label (label), UNIQUE KEY label_2 (label(20)));
CREATE TABLE taggings (tag_id int NOT NULL, kind varchar(20) NOT NULL, target_id bigint NOT NULL, FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE, PRIMARY KEY (tag_id, kind, target_id));
CREATE TABLE files (id binary(16) NOT NULL PRIMARY KEY, name varchar(255) NOT NULL, bytes mediumblob, small tinyblob, hash binary(32) NOT NULL DEFAULT '', size bigint unsigned AS (length(bytes)) VIRTUAL, KEY ix_files_hash (hash(8)));
CREATE TABLE settings (name varchar(50) NOT NULL PRIMARY KEY, v1 text DEFAULT ('none'), v2 int DEFAULT -1, v3 decimal(5, 2) DEFAULT -1.50, v4 double DEFAULT 1e10, v5 varchar(20) DEFAULT 'NULL', v6 varchar(20) DEFAULT 'CURRENT_TIMESTAMP', v7 varchar(10) DEFAULT '0x41', v8 char(5) NOT NULL DEFAULT 'a''b', v9 varchar(30) DEFAULT 'C:\\dir\t"x"');
CREATE TABLE counters (a int NOT NULL, n int NOT NULL AUTO_INCREMENT, PRIMARY KEY (a, n), KEY ix_counters (n));
CREATE TABLE no_key (a int, b varchar(20), c geometry, d linestring, e geometrycollection);
CREATE TABLE wide (c1 tinyint(1), c2 tinyint, c3 smallint, c4 mediumint, c5 int, c6 bigint, c7 decimal, c8 numeric(5), c9 real, c10 dec(65, 30), c11 char, c12 national varchar(20), c13 bit, c14 datetime, c15 timestamp NULL, c16 time, c17 year, c18 binary, c19 boolean, c20 char(3) CHARACTER SET utf8mb3);
CREATE TABLE chat_rooms (id int NOT NULL PRIMARY KEY, last_message_id bigint);
CREATE TABLE messages (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, room_id int NOT NULL, reply_to bigint, body varchar(4000), at timestamp NOT NULL DEFAULT '2020-01-01 00:00:01' ON UPDATE CURRENT_TIMESTAMP, CONSTRAINT fk_messages_room FOREIGN KEY (room_id) REFERENCES chat_rooms (id), CONSTRAINT fk_messages_reply FOREIGN KEY (reply_to) REFERENCES messages (id) ON DELETE CASCADE);
ALTER TABLE chat_rooms ADD CONSTRAINT fk_rooms_last FOREIGN KEY (last_message_id) REFERENCES messages (id);
CREATE TABLE audit (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, what varchar(40) NOT NULL, who varchar(100), at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3));
-- programs
CREATE FUNCTION full_name(g varchar(60), f varchar(60)) RETURNS varchar(125) CHARSET utf8mb4 DETERMINISTIC COMMENT 'given, then family' RETURN concat(g, ' ', f);
DELIMITER //
CREATE FUNCTION order_total(o bigint) RETURNS decimal(20, 2) READS SQL DATA SQL SECURITY INVOKER
BEGIN
    DECLARE t decimal(20, 2) DEFAULT 0;
    -- a remark; with a semicolon
    SELECT coalesce(sum(total), 0) INTO t FROM order_lines WHERE order_id = o;
    RETURN t;
END//
CREATE PROCEDURE pay(IN o bigint, IN how varchar(10), OUT payment bigint, INOUT tries int) MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SET tries = tries + 1; END;
    IF order_total(o) > 0 THEN
        INSERT INTO payments (order_id, method, amount) VALUES (o, how, order_total(o));
        SET payment = last_insert_id();
    ELSE
        SIGNAL SQLSTATE '45000' SET message_text = 'nothing to pay; "really"';
    END IF;
END//
CREATE TRIGGER people_audit AFTER UPDATE ON people FOR EACH ROW
BEGIN
    IF NOT (OLD.email <=> NEW.email) THEN
        INSERT INTO audit (what, who) VALUES ('email', concat(OLD.email, ' -> ', NEW.email));
    END IF;
END//
DELIMITER ;
CREATE TRIGGER people_trim BEFORE INSERT ON people FOR EACH ROW SET NEW.email = trim(NEW.email);
CREATE TRIGGER people_lower BEFORE INSERT ON people FOR EACH ROW FOLLOWS people_trim SET NEW.email = lower(NEW.email);
CREATE TRIGGER lines_stock AFTER INSERT ON order_lines FOR EACH ROW UPDATE stock SET reserved = reserved + NEW.amount WHERE product_id = NEW.product_id LIMIT 1;
-- views over views
CREATE VIEW active_products AS SELECT id, sku, name, price, gross FROM products WHERE active = b'1' WITH CASCADED CHECK OPTION;
CREATE VIEW order_sums AS SELECT o.id, o.person_id, o.state, count(l.line_no) AS line_count, order_total(o.id) AS total FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id GROUP BY o.id, o.person_id, o.state;
CREATE ALGORITHM = TEMPTABLE SQL SECURITY INVOKER VIEW best_customers (who, `what they spent`) AS SELECT full_name(p.given, p.family), sum(s.total) FROM people p JOIN order_sums s ON s.person_id = p.id WHERE s.state IN ('paid', 'sent') GROUP BY p.id, p.given, p.family HAVING sum(s.total) > 100;
CREATE VIEW a_first AS SELECT who FROM best_customers ORDER BY `what they spent` DESC LIMIT 10;
CREATE VIEW category_tree AS WITH RECURSIVE t (id, path, depth) AS (SELECT id, cast(slug AS char(500)), 0 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, concat(t.path, '/', c.slug), t.depth + 1 FROM categories c JOIN t ON t.id = c.parent_id) SELECT id, path, depth FROM t;
CREATE VIEW ranked AS SELECT id, name, row_number() OVER (PARTITION BY active ORDER BY price DESC) AS nr FROM products;
-- what runs at times
CREATE EVENT forget_carts ON SCHEDULE EVERY 1 HOUR STARTS '2030-01-01 00:00:00' ON COMPLETION PRESERVE COMMENT 'old ones' DO DELETE FROM carts WHERE expires < now();
CREATE EVENT once ON SCHEDULE AT '2037-01-01 00:00:00' DISABLE DO INSERT INTO audit (what) VALUES ('once; only');
