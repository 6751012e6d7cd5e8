package dev.migrate.lint.fix;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.Review;
import dev.migrate.lint.ReviewSettings;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The safe form of a statement")
class FixerTest {

    private static final Path FILE = Path.of("a.sql");
    private static final String TABLES = "CREATE TABLE t (id bigint PRIMARY KEY, a int, b text);"
            + " CREATE TABLE p (id bigint, a int) PARTITION BY RANGE (id); CREATE INDEX ix_p ON p (a);"
            + " CREATE TABLE \"Two\" (x int, \"Y\" int, PRIMARY KEY (x, \"Y\"));";

    private static List<String> form(DatabaseKind kind, String sql) {
        Fixer fixer = new Fixer();
        Review review = new Review(List.of(fixer), ReviewSettings.DEFAULT);
        if (kind == POSTGRESQL) {
            SqlScanner scanner = new SqlScanner(kind, TABLES, FILE);
            for (Statement s = scanner.next(); s != null; s = scanner.next()) {
                review.note(kind, s);
            }
        }
        review.beginRun();
        review.begin(
                new Review.Subject("1", FILE, SourceSpan.of(FILE, 1), kind, true, false, List.of(), List.of(), false));
        Statement statement = new SqlScanner(kind, sql, FILE).next();
        assertThat(statement).isNotNull();
        review.statement(statement, SourceSpan.of(FILE, 1), List.of());
        return fixer.fixes().stream().flatMap(fix -> fix.pieces().stream()).toList();
    }

    @Test
    void keepsWhatIsWritten() {
        assertThat(form(POSTGRESQL, "create /* a */ unique index \"INDEX of t\" on t (a) -- x\n where b <> 'INDEX'"))
                .containsExactly(
                        "create /* a */ unique index CONCURRENTLY \"INDEX of t\" on t (a) -- x\n where b <> 'INDEX'");
        assertThat(form(POSTGRESQL, "ALTER TABLE ONLY t ADD CONSTRAINT \"C k\" CHECK (a > 0) NO INHERIT"))
                .containsExactly(
                        "ALTER TABLE ONLY t ADD CONSTRAINT \"C k\" CHECK (a > 0) NO INHERIT NOT VALID",
                        "ALTER TABLE t VALIDATE CONSTRAINT \"C k\"");
        assertThat(form(POSTGRESQL, "REINDEX TABLE t")).containsExactly("REINDEX TABLE CONCURRENTLY t");
    }

    @Test
    void isNotMadeUpWhereSomethingWouldBeLost() {
        List.of(
                        "CREATE INDEX ON t (a)",
                        "CREATE INDEX i ON p (a)",
                        "DROP INDEX ix_p",
                        "DROP INDEX i, j",
                        "DROP INDEX i CASCADE",
                        "REINDEX SYSTEM app",
                        "ALTER TABLE t ADD CHECK (a > 0)",
                        "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
                        "ALTER TABLE p ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES t",
                        "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a) INCLUDE (b)",
                        "ALTER TABLE t ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a)",
                        "ALTER TABLE t ADD UNIQUE (a)",
                        "ALTER TABLE t ALTER a SET NOT NULL, ALTER b SET NOT NULL",
                        "ALTER TABLE t ADD COLUMN c text COMPRESSION lz4 DEFAULT gen_random_uuid()::text",
                        "ALTER TABLE t ADD COLUMN c text CONSTRAINT n NOT NULL DEFAULT gen_random_uuid()::text",
                        "ALTER TABLE nobody_knows ADD COLUMN c uuid DEFAULT gen_random_uuid()")
                .forEach(sql -> assertThat(form(POSTGRESQL, sql)).as(sql).isEmpty());
    }

    @Test
    void fillsByTheWholeKey() {
        assertThat(form(POSTGRESQL, "ALTER TABLE \"Two\" ADD c timestamptz DEFAULT clock_timestamp()"))
                .containsExactly(
                        "ALTER TABLE \"Two\" ADD COLUMN c timestamptz",
                        "ALTER TABLE \"Two\" ALTER COLUMN c SET DEFAULT clock_timestamp()",
                        "-- migrate:backfill table=\"Two\" key=x,\"Y\"\n"
                            + "UPDATE \"Two\" SET c = DEFAULT WHERE (x, \"Y\") > (:from) AND (x, \"Y\") <= (:to) AND c"
                            + " IS NULL");
    }

    @Test
    void saysTheAlgorithmBeforeACommentAtTheEnd() {
        assertThat(form(MYSQL, "ALTER TABLE t ADD COLUMN c int -- last\n;").get(0))
                .startsWith("ALTER TABLE t ADD COLUMN c int, ALGORITHM=INSTANT");
        assertThat(form(MYSQL, "CREATE INDEX i ON t (a)"))
                .containsExactly("CREATE INDEX i ON t (a) ALGORITHM=INPLACE LOCK=NONE");
        assertThat(form(MYSQL, "ALTER TABLE t ADD COLUMN c int, ALGORITHM=INPLACE"))
                .isEmpty();
        assertThat(form(MYSQL, "RENAME TABLE t TO u")).isEmpty();
        assertThat(form(MYSQL, "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)")).isEmpty();
        assertThat(form(MARIADB, "ALTER TABLE t ADD INDEX i (a)"))
                .containsExactly("ALTER TABLE t ADD INDEX i (a), ALGORITHM=NOCOPY, LOCK=NONE");
    }
}
