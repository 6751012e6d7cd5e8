package dev.migrate.lint.online;

/** What makes an ALTER TABLE cost what it costs. */
public enum Cause {
    /** Nothing in particular. */
    NONE,
    /** A column's type changes. */
    TYPE,
    /** A VARCHAR grows over the length that one byte can count. */
    VARCHAR,
    /** The values of an ENUM or SET change other than by new ones at their end. */
    ENUM,
    /** A character set or a collation changes. */
    CHARSET,
    /** A foreign key that is checked. */
    FOREIGN_KEY,
    /** A CHECK that is enforced. */
    CHECK,
    /** The primary key goes, or a column of it. */
    PRIMARY_KEY,
    /** A generated column that is stored. */
    STORED,
    /** A generated column that is computed when it is read. */
    GENERATED,
    /** A column begins to count. */
    AUTO_INCREMENT,
    /** A column that is not the last, before MySQL 8.0.29. */
    POSITION,
    /** A column whose default is an expression. */
    DEFAULT_EXPRESSION,
    /** The table has a full-text index, or is not InnoDB's. */
    TABLE,
    /** An index that cannot be built while others write. */
    INDEX,
    /** Another engine. */
    ENGINE,
    /** Rows move from one partition to another. */
    PARTITION
}
