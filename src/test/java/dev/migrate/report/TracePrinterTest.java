package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.trace.Blocks;
import dev.migrate.trace.Effects;
import dev.migrate.trace.LockTaken;
import dev.migrate.trace.RevisionTrace;
import dev.migrate.trace.Scan;
import dev.migrate.trace.StatementTrace;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What statements did, as it is printed,")
class TracePrinterTest {

    private static final LockTaken EXCLUSIVE =
            new LockTaken("users", "ACCESS EXCLUSIVE", Blocks.READS_AND_WRITES, false, false);

    private static Effects effects(LockTaken lock, List<String> rewrites, Long rows) {
        return new Effects(null, List.of(lock), false, rewrites, List.of(), List.of(), rows);
    }

    private static RevisionTrace trace(StatementTrace... statements) {
        return new RevisionTrace("b1", "title", "b1.sql", "sha256:00", "upgrade", List.of(statements));
    }

    @Test
    void isALineForEachStatement() {
        RevisionTrace trace = trace(
                StatementTrace.of(
                        1, 9, "ALTER TABLE users ADD x INT", null, effects(EXCLUSIVE, List.of("users"), null), 1234),
                StatementTrace.of(2, 10, "UPDATE users SET x = 1", null, Effects.ofRows(2000L), 3),
                StatementTrace.of(
                        3,
                        11,
                        "CREATE TABLE " + "long_".repeat(20) + " (a INT)",
                        null,
                        effects(
                                new LockTaken("t", "ACCESS EXCLUSIVE", Blocks.READS_AND_WRITES, true, false),
                                List.of(),
                                0L),
                        0),
                StatementTrace.of(
                        4,
                        12,
                        "VALIDATE",
                        null,
                        new Effects(
                                null,
                                List.of(
                                        new LockTaken("users", "SHARE", Blocks.WRITES, false, true),
                                        new LockTaken("teams", "SHARE", Blocks.WRITES, false, false)),
                                true,
                                List.of(),
                                List.of("ix"),
                                List.of(new Scan("users", 1)),
                                null),
                        0),
                StatementTrace.of(
                        5,
                        13,
                        "DROP INDEX CONCURRENTLY ix",
                        null,
                        new Effects(null, List.of(), true, List.of(), List.of(), List.of(), null),
                        0),
                StatementTrace.of(6, 14, "ALTER TABLE users SET x", null, effects(EXCLUSIVE, List.of(), null), 0));
        assertThat(new TracePrinter(Style.PLAIN).lines(trace))
                .containsExactly(
                        "    up       time   lock                      blocks            what it did                  "
                                + "   statement",
                        "!!  line 9   1.2 s  users: ACCESS EXCLUSIVE   reads and writes  rewrites users               "
                                + "   ALTER TABLE users ADD x INT",
                        "    line 10  3 ms   -                         -                 changes 2,000 rows           "
                                + "   UPDATE users SET x = 1",
                        "    line 11  0 ms   t is new                  -                 -                            "
                                + "   CREATE TABLE long_long_long_long_long_long_long_long_long_l…",
                        "!!  line 12  0 ms   users: SHARE (held) (+1)  writes            builds ix; reads users (1"
                                + " row)  VALIDATE",
                        "    line 13  0 ms   none seen                 -                 -                            "
                                + "   DROP INDEX CONCURRENTLY ix",
                        "!   line 14  0 ms   users: ACCESS EXCLUSIVE   reads and writes  -                            "
                                + "   ALTER TABLE users SET x");
        assertThat(TracePrinter.legend(List.of(trace)))
                .containsExactly(
                        "!! 2 statements keep others waiting while a table is worked through",
                        "!  1 statement keeps others waiting, but only for a moment once the lock is there");
        assertThat(TracePrinter.legend(List.of())).isEmpty();
        assertThat(new TracePrinter(new Style(true, true, 120)).lines(trace).get(6))
                .startsWith("\u001B[1;33m!\u001B[0m   line 14");
    }

    @Test
    void hasTheStatementsOfOneCallTogether() {
        String call = "alterColumn(\"users\", \"name\")";
        RevisionTrace trace = trace(
                StatementTrace.of(1, 12, "CREATE TABLE x", call, effects(EXCLUSIVE, List.of(), 0L), 1),
                StatementTrace.of(2, 12, "INSERT INTO x", call, effects(EXCLUSIVE, List.of(), 7L), 2),
                StatementTrace.of(3, 12, "ALTER TABLE x RENAME", call, effects(EXCLUSIVE, List.of("users"), 0L), 3),
                StatementTrace.of(4, 13, "DROP TABLE y", "dropTable(\"y\")", effects(EXCLUSIVE, List.of(), 0L), 0));
        assertThat(new TracePrinter(Style.PLAIN).lines(trace).subList(1, 3))
                .containsExactly(
                        "!!  line 12  6 ms  users: ACCESS EXCLUSIVE  reads and writes  rewrites users; changes 7 rows  "
                                + call + ": 3 statements",
                        "!   line 13  0 ms  users: ACCESS EXCLUSIVE  reads and writes  -                              "
                                + " DROP TABLE y");
    }
}
