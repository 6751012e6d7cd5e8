package dev.migrate.operation;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.ColumnAlteration;
import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.Row;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the recorder")
class RecorderTest {

    private static final Path FILE = Path.of("V2024_01_15_add_bio.java");

    /** A migration without a downgrade of its own. */
    private record Says(Consumer<Operations> what) implements Migration {
        @Override
        public void upgrade(Operations op) {
            what.accept(op);
        }
    }

    private static List<Recorded> upgrade(Consumer<Operations> what) {
        return Recorder.record(new Says(what), Migration::upgrade, POSTGRESQL, FILE, null);
    }

    private static List<Operation> downgrade(Consumer<Operations> what) {
        return Recorder.record(new Says(what), Migration::downgrade, POSTGRESQL, FILE, null).stream()
                .map(Recorded::operation)
                .toList();
    }

    private static Diagnostic refusal(Consumer<Operations> what, boolean back) {
        try {
            if (back) {
                downgrade(what);
            } else {
                upgrade(what);
            }
        } catch (MigrateException e) {
            return e.diagnostics().get(0);
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    @DisplayName("keeps what a chain says until the next call, in order")
    void chains() {
        List<Recorded> recorded = upgrade(op -> {
            op.alterColumn("a", "b").rename("c").nullable(false);
            op.createIndex("ix", "a", "c").unique().where("c > 1");
        });
        assertThat(recorded)
                .extracting(Recorded::operation)
                .containsExactly(
                        new AlterColumn(
                                new ObjectName(null, "a"),
                                "b",
                                new ColumnChange("c", null, null, false, null, null, null, null, null),
                                null),
                        new CreateIndex(
                                new ObjectName(null, "a"),
                                index("ix", "c").unique().where("c > 1"),
                                false,
                                false));
    }

    /** Lines are counted in this very file: the migration is a class within this one. */
    @Test
    @DisplayName("keeps the line of each call, also of one that another method of the script makes")
    void places() {
        int here = new Throwable().getStackTrace()[0].getLineNumber();
        List<Recorded> recorded = Recorder.record(new Nested(), Migration::upgrade, SQLITE, FILE, null);
        assertThat(recorded).allSatisfy(each -> assertThat(each.place().file()).isEqualTo(FILE));
        assertThat(recorded.get(0).place().line()).isGreaterThan(here + 10);
        assertThat(recorded.get(1).place().line())
                .isEqualTo(recorded.get(0).place().line() + 6);
        assertThat(recorded.get(2).place().line())
                .isEqualTo(recorded.get(1).place().line() - 4);
    }

    static final class Nested implements Migration {
        @Override
        public void upgrade(Operations op) {
            op.dropTable("a");
            another(op);
            op.batchAlterTable("b", table -> table.dropColumn("c"));
        }

        private void another(Operations op) {
            op.dropTable("b");
        }
    }

    @Test
    @DisplayName("reverses an upgrade, last operation first, and leaves nothing for what needs no reverse")
    void reverses() {
        assertThat(downgrade(op -> {
                    op.addColumn("a", column("b", text()));
                    op.createCheckConstraint("ck", "a", "b <> ''").notValid();
                    op.validateConstraint("ck", "a");
                    op.renameTable("a", "z");
                }))
                .extracting(Operation::call)
                .containsExactly(
                        "renameTable(\"z\", \"a\")", "dropConstraint(\"ck\", \"a\")", "dropColumn(\"a\", \"b\")");
    }

    @Test
    @DisplayName("says which operation has no reverse, and what to write")
    void noReverse() {
        Diagnostic lost = refusal(op -> op.dropColumn("a", "b"), true);
        assertThat(lost.code()).isEqualTo("operation/no-reverse");
        assertThat(lost.message()).isEqualTo("dropColumn(\"a\", \"b\") has no reverse: what it dropped is not known");
        assertThat(lost.help()).contains(".was(…)");
        assertThat(lost.span()).isNotNull();
        assertThat(lost.span().line()).isPositive();
        assertThat(refusal(op -> op.execute("DELETE FROM a"), true).message()).contains("reverse of a statement");
        assertThat(refusal(op -> op.createTable("a", column("b", text())).ifNotExists(), true)
                        .message())
                .contains("may have been there before");
        assertThat(refusal(op -> op.batchAlterTable("a", t -> t.dropColumn("b")), true)
                        .message())
                .contains("dropColumn(\"a\", \"b\"): what it dropped is not known");
    }

    @Test
    @DisplayName("refuses what lacks something, at its line")
    void incomplete() {
        for (Consumer<Operations> what : List.<Consumer<Operations>>of(
                op -> op.createTable("t"),
                op -> op.createForeignKey("fk", "t", "a"),
                op -> op.createTable("t", column("a", integer()), foreignKey("fk", "a")),
                op -> op.createUniqueConstraint("uq", "t"),
                op -> op.createIndex("ix", "t", new String[0]),
                op -> op.alterColumn("t", "a"),
                op -> op.alterColumn("t", "a").using("a::int"),
                op -> op.batchAlterTable("t", table -> {}),
                op -> op.createTrigger("tr", "t").body("SELECT 1;"),
                op -> op.createFunction("f", "", "integer"),
                op -> op.backfill("t").set("a = 1"),
                op -> op.backfill("t").key("id"),
                op -> op.backfill("t").key("id").batchSize(0),
                op -> op.grant("SELECT").on("t"),
                op -> op.alterSequence("s"))) {
            Diagnostic refusal = refusal(what, false);
            assertThat(refusal.code()).isEqualTo("operation/incomplete");
            assertThat(refusal.help()).isNotEmpty();
            assertThat(refusal.span()).isNotNull();
        }
        assertThat(refusal(op -> op.dropTable("a.b.c"), false).code()).isEqualTo("operation/name");
        assertThat(refusal(op -> op.dropTable(""), false).code()).isEqualTo("operation/name");
        assertThat(refusal(op -> op.sqlFile("no-such-file.sql"), false).code()).isEqualTo("operation/no-file");
        assertThat(refusal(op -> op.dropView("v").was(o -> o.createSchema("s")), false)
                        .code())
                .isEqualTo("operation/was");
    }

    @Test
    @DisplayName("refuses a name that is none, whatever it is the name of")
    void nameless() {
        for (String no : new String[] {null, "", "a\0b"}) {
            for (Consumer<Operations> what : List.<Consumer<Operations>>of(
                    op -> op.createTable(no, column("a", integer())),
                    op -> op.createTable("t", column(no, integer())),
                    op -> op.createTable("t", column("a", integer()), index("ix", no)),
                    op -> op.renameTable("t", no),
                    op -> op.addColumn("t", column(no, integer())),
                    op -> op.dropColumn("t", no),
                    op -> op.alterColumn("t", no).notNull(),
                    op -> op.alterColumn("t", "c").rename(no),
                    op -> op.batchAlterTable("t", table -> table.dropColumn(no)),
                    op -> op.createIndex("ix", "t", no),
                    op -> op.createIndex(no == null ? "" : no, "t", "a"),
                    op -> op.dropIndex(no, "t"),
                    op -> op.createUniqueConstraint("", "t", "a"),
                    op -> op.createUniqueConstraint("uq", "t", no == null ? "" : no),
                    op -> op.dropConstraint(no, "t"),
                    op -> op.validateConstraint(no, "t"),
                    op -> op.createSchema(no),
                    op -> op.createTrigger(no, "t"))) {
                Diagnostic refusal = refusal(what, false);
                assertThat(refusal.code()).isEqualTo("operation/name");
                assertThat(refusal.span()).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("tells a call that is given null where it needs something")
    void nulls() {
        for (Consumer<Operations> what : List.<Consumer<Operations>>of(
                op -> op.execute(null),
                op -> op.addColumn("t", null),
                op -> op.addColumn("t", column("a", null)),
                op -> op.createCheckConstraint("ck", "t", null),
                op -> op.bulkInsert("t", (Row[]) null),
                op -> op.bulkInsert("t", (Row) null),
                op -> op.createTable("t", (dev.migrate.TableElement) null))) {
            Diagnostic refusal = refusal(what, false);
            assertThat(refusal.code()).isEqualTo("operation/null");
            assertThat(refusal.span().line()).isPositive();
        }
        assertThat(refusal(op -> op.execute(null), false).message())
                .isEqualTo("execute(…) is given null where it needs a statement");
        assertThat(refusal(op -> op.createCheckConstraint("ck", "t", " "), false).code())
                .isEqualTo("operation/incomplete");
        assertThatThrownBy(() -> upgrade(op -> {
                    String own = null;
                    own.length();
                }))
                .as("an error of the script's own")
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("refuses what is said of an operation that is recorded already")
    void tooLate() {
        assertThat(refusal(
                                op -> {
                                    ColumnAlteration alteration =
                                            op.alterColumn("a", "b").rename("c");
                                    op.dropTable("z");
                                    alteration.nullable(false);
                                },
                                false)
                        .code())
                .isEqualTo("operation/said-too-late");
    }

    @Test
    @DisplayName("reads names with schemas and quotes")
    void names() {
        assertThat(ObjectName.parse("a.b")).isEqualTo(new ObjectName("a", "b"));
        assertThat(ObjectName.parse("\"a.b\"")).isEqualTo(new ObjectName(null, "a.b"));
        assertThat(ObjectName.parse("a.\"b.\"\"c\"")).isEqualTo(new ObjectName("a", "b.\"c"));
    }

    @Test
    @DisplayName("says something for one database alone")
    void dialects() {
        assertThat(upgrade(op -> {
                    op.on(SQLITE, o -> o.dropTable("a"));
                    op.on(POSTGRESQL, o -> o.dropTable("b"));
                }))
                .extracting(each -> each.operation().call())
                .containsExactly("dropTable(\"b\")");
    }

    @Test
    @DisplayName("asks for the database where the migration reads, and runs what was said before")
    void reads() {
        Consumer<Operations> reading = op -> {
            op.dropTable("a");
            if (op.query("SELECT 1 AS n").get(0).number("n") == 1) {
                op.dropTable("b");
            }
        };
        assertThatThrownBy(() -> upgrade(reading)).isInstanceOfSatisfying(NeedsDatabase.class, needs -> assertThat(
                        needs.diagnostic().span())
                .isNotNull());
        List<String> ran = new ArrayList<>();
        List<Recorded> rest =
                Recorder.record(new Says(reading), Migration::upgrade, POSTGRESQL, FILE, new LiveSession() {
                    @Override
                    public void run(List<Recorded> operations) {
                        operations.forEach(each -> ran.add(each.operation().call()));
                    }

                    @Override
                    public List<Row> query(Recorded query) {
                        return List.of(row("N", 1));
                    }

                    @Override
                    public @Nullable Connection connection() {
                        return null;
                    }
                });
        assertThat(ran).containsExactly("dropTable(\"a\")");
        assertThat(rest).extracting(each -> each.operation().call()).containsExactly("dropTable(\"b\")");
    }
}
