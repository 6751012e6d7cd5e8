CREATE TABLE users (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'x' COMMENT 'what they are called',
    born timestamp NOT NULL DEFAULT '2020-01-01 00:00:00',
    seen datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    feeling enum ('sad', 'ok') DEFAULT 'ok',
    money decimal(10, 2),
    twice int AS (char_length(name) * 2) STORED,
    UNIQUE KEY uq_name (name),
    CONSTRAINT ck_money CHECK (money > 0)
) COMMENT 'people';
CREATE TABLE posts (
    id int PRIMARY KEY,
    author bigint,
    body text,
    KEY ix_body (body(10) DESC, author),
    FULLTEXT KEY ft_body (body),
    CONSTRAINT fk_author FOREIGN KEY (author) REFERENCES users (id) ON DELETE CASCADE
);
CREATE TABLE measured (at date NOT NULL, v int) PARTITION BY RANGE (YEAR(at)) (
    PARTITION p2020 VALUES LESS THAN (2021), PARTITION p2021 VALUES LESS THAN (2022));
CREATE VIEW named AS SELECT p.id, u.name FROM posts p JOIN users u ON u.id = p.author WHERE u.name IN ('a', 'b');
CREATE FUNCTION plus_one(a int) RETURNS int DETERMINISTIC RETURN a + 1;
CREATE PROCEDURE work(IN a int, OUT b varchar(10)) SELECT a;
CREATE TRIGGER stamped BEFORE INSERT ON posts FOR EACH ROW SET NEW.body = UPPER(NEW.body);
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM posts WHERE id < 0;
