package dev.migrate.engine;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.KnownDefinitions;
import dev.migrate.dialect.Rendered;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.JavaText;
import dev.migrate.diff.Naming;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Recorded;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drafted operations as they stand in a script. */
public final class DraftText {

    private static final int WIDTH = 117;
    private static final SourceSpan PLACE = SourceSpan.of(Path.of("draft.sql"));

    private DraftText() {}

    /**
     * The body of a method of a Java migration, which begins each line as such a method does. It needs {@code import static dev.migrate.Columns.*}.
     *
     * @param dialect the database
     * @param drafted the operations
     * @param naming which names go without their schema
     */
    public static String java(Dialect dialect, List<Drafted> drafted, Naming naming) {
        List<Drafted> said = new ArrayList<>();
        for (Drafted each : dialect.drafter().together(drafted)) {
            said.add(
                    each.operation() instanceof Execute execute
                                    && execute.binds().isEmpty()
                            ? each.with(new Execute(dialect.drafter().worded(execute.sql(), naming), List.of()))
                            : each);
        }
        return JavaText.of(said);
    }

    /**
     * The text of a section of a SQL script, which is read as the very statements that were drafted. What is lost by an operation stands in a comment above it.
     *
     * <p>Where placeholders are read in scripts, each <code>${</code> in it must be written <code>$${</code>.
     *
     * @param dialect the database
     * @param from what stands there before
     * @param drafted the operations
     * @param naming which names go without their schema
     */
    public static String sql(Dialect dialect, Blueprint from, List<Drafted> drafted, Naming naming) {
        var out = new StringWriter();
        var text = new ScriptText(dialect.kind(), out);
        var definitions = new KnownDefinitions(dialect, from);
        boolean foreignKeysOff = false;
        try {
            for (Drafted each : dialect.drafter().together(drafted)) {
                Rendered rendered = definitions.render(each.operation());
                foreignKeysOff |= rendered.foreignKeysOff();
                if (out.getBuffer().length() > 0 && !rendered.statements().isEmpty()) {
                    text.line("");
                }
                for (String comment : each.comments(WIDTH)) {
                    text.comment(comment);
                }
                List<String> statements = rendered.statements().stream()
                        .map(statement -> dialect.drafter().worded(statement, naming))
                        .toList();
                write(text, dialect, new Recorded(each.operation(), PLACE), statements);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return foreignKeysOff ? FOREIGN_KEYS_OFF + "\n" + out : out.toString();
    }

    private static final String FOREIGN_KEYS_OFF =
            "-- while a table is made anew; else dropping the old one would delete the rows of its children\n"
                    + "PRAGMA foreign_keys = OFF;\n";

    private static void write(ScriptText text, Dialect dialect, Recorded recorded, List<String> statements)
            throws IOException {
        for (String statement : statements) {
            for (Statement s : OperationStatements.split(recorded, statement, dialect.kind())) {
                String ranged = null;
                for (Statement.Directive directive : s.directives()) {
                    if (directive.name().equals(Batches.MARKER)) {
                        text.line("-- " + directive.name() + " " + directive.argument());
                    } else if (directive.name().equals(Batches.RANGED)) {
                        ranged = directive.argument();
                    }
                }
                text.statement(s, ranged == null ? s.text() : ranged);
            }
        }
    }
}
