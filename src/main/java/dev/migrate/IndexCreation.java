package dev.migrate;

/** More about a new index. */
public interface IndexCreation {

    /** No key comes twice. */
    IndexCreation unique();

    /** Another method: PostgreSQL's {@code gin}, {@code gist}, {@code brin}, {@code hash}; {@code FULLTEXT} or {@code SPATIAL} of MySQL and MariaDB. */
    IndexCreation using(String method);

    /** For some rows; PostgreSQL and SQLite have it. */
    IndexCreation where(String condition);

    /** Columns stored along with the key (PostgreSQL). */
    IndexCreation include(String... columns);

    /** NULL may come once only (PostgreSQL 15 and newer). */
    IndexCreation nullsNotDistinct();

    /** A storage parameter (PostgreSQL). */
    IndexCreation with(String parameter, String value);

    /** Where it stands (PostgreSQL). */
    IndexCreation tablespace(String name);

    /** Without stopping writers; on PostgreSQL outside of any transaction. Other databases make it as ever. */
    IndexCreation concurrently();

    /** Nothing is made where the index is there. */
    IndexCreation ifNotExists();
}
