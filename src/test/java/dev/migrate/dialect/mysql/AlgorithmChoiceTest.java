package dev.migrate.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import dev.migrate.trace.Blocks;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The choice of a way that a statement leaves to the server")
class AlgorithmChoiceTest {

    private static final AlgorithmChoice.Way IN_PLACE = new AlgorithmChoice.Way("INPLACE", "NONE");

    private static Optional<AlgorithmChoice> choice(DatabaseKind kind, String sql) {
        Statement statement = new SqlScanner(kind, sql, Path.of("a.sql")).next();
        return AlgorithmChoice.of(Objects.requireNonNull(statement), kind);
    }

    private static AlgorithmChoice mysql(String sql) {
        return choice(DatabaseKind.MYSQL, sql).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ALTER TABLE t ADD c INT                       | ALTER TABLE t  ALGORITHM=INPLACE, LOCK=NONE, ADD c INT
        alter table `a b`.`t``x` /* x */ drop c       | alter table `a b`.`t``x` /* x */  ALGORITHM=INPLACE, LOCK=NONE, drop c
        ALTER TABLE t PARTITION BY HASH (id)          | ALTER TABLE t  ALGORITHM=INPLACE, LOCK=NONE PARTITION BY HASH (id)
        ALTER TABLE t ADD lock_time INT COMMENT 'LOCK'| ALTER TABLE t  ALGORITHM=INPLACE, LOCK=NONE, ADD lock_time INT COMMENT 'LOCK'
        CREATE UNIQUE INDEX i ON t (a)                | CREATE UNIQUE INDEX i ON t (a)\u23ceALGORITHM=INPLACE LOCK=NONE
        DROP INDEX i ON t                             | DROP INDEX i ON t\u23ceALGORITHM=INPLACE LOCK=NONE
        """)
    void namesTheWayInTheStatement(String sql, String expected) {
        assertThat(mysql(sql).in(IN_PLACE)).isEqualTo(expected.replace('\u23ce', '\n'));
    }

    @Test
    void knowsTheTable() {
        assertThat(mysql("ALTER TABLE `a b`.`t``x` DROP c").table()).isEqualTo("t`x");
        assertThat(mysql("CREATE INDEX i USING BTREE ON s.t (a)").table()).isEqualTo("t");
        assertThat(choice(DatabaseKind.MARIADB, "ALTER ONLINE IGNORE TABLE IF EXISTS t WAIT 3 DROP c")
                        .orElseThrow()
                        .in(IN_PLACE))
                .isEqualTo("ALTER ONLINE IGNORE TABLE IF EXISTS t WAIT 3  ALGORITHM=INPLACE, LOCK=NONE, DROP c");
    }

    @Test
    void writesMariadbsDropOfAnIndexAsTheAlterTableThatItIs() {
        assertThat(choice(DatabaseKind.MARIADB, "DROP INDEX IF EXISTS `i` ON s.t")
                        .orElseThrow()
                        .in(new AlgorithmChoice.Way("NOCOPY", "NONE")))
                .isEqualTo("ALTER TABLE s.t ALGORITHM=NOCOPY, LOCK=NONE, DROP INDEX IF EXISTS `i` ");
    }

    @Test
    void leavesAWayThatIsNamed() {
        assertThat(mysql("ALTER TABLE t ADD c INT, algorithm = copy").named())
                .isEqualTo(new AlgorithmChoice.Way("COPY", "SHARED"));
        assertThat(mysql("CREATE INDEX i ON t (a) ALGORITHM INPLACE LOCK=EXCLUSIVE")
                        .named())
                .isEqualTo(new AlgorithmChoice.Way("INPLACE", "EXCLUSIVE"));
        assertThat(mysql("ALTER TABLE t ADD c INT, LOCK=SHARED").named())
                .isEqualTo(new AlgorithmChoice.Way("DEFAULT", "SHARED"));
        assertThat(mysql("ALTER TABLE t ADD `lock` INT").named()).isNull();
        assertThat(new AlgorithmChoice.Way("INPLACE", "EXCLUSIVE").blocks()).isEqualTo(Blocks.READS_AND_WRITES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER DATABASE d CHARACTER SET utf8mb4",
                "CREATE TABLE t (a INT)",
                "DROP TABLE t",
                "UPDATE t SET a = 1"
            })
    void isNotThereInOthers(String sql) {
        assertThat(choice(DatabaseKind.MYSQL, sql)).isEmpty();
    }
}
