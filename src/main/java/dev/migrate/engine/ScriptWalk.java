package dev.migrate.engine;

import dev.migrate.compile.RevisionClasses;
import dev.migrate.compile.RevisionCompiler;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.KnownTables;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.script.JavaScript;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the statements of revisions, in SQL and in Java alike, without a run: they are those that a run would send. What operations in Java need
 * to know of tables is taken from the revisions that have gone by.
 */
public final class ScriptWalk implements AutoCloseable {

    private final Dialect dialect;
    private final @Nullable Map<String, String> placeholders;
    private final boolean transactions;
    private final @Nullable RevisionClasses classes;
    private final KnownTables tables;

    /**
     * Gets ready for these revisions: those in Java are compiled.
     *
     * @param transactions whether a run would open transactions at all
     */
    public ScriptWalk(
            List<Revision> revisions,
            Dialect dialect,
            @Nullable Map<String, String> placeholders,
            RevisionCompiler compiler,
            boolean transactions) {
        List<Revision> java = revisions.stream()
                .filter(revision -> JavaScript.isJava(revision.file()))
                .toList();
        this.dialect = dialect;
        this.placeholders = placeholders;
        this.transactions = transactions;
        this.classes = java.isEmpty() ? null : compiler.compile(java);
        this.tables = new KnownTables(dialect.kind());
    }

    /**
     * One way of a revision.
     *
     * @param start where what runs begins in the script
     * @param transactional whether the script leaves its transaction to the run
     * @param checksum the script's
     */
    public record Way(SourceSpan start, boolean transactional, String checksum) {}

    /** Takes what a revision runs. */
    public interface Visitor {
        /** A statement, at its place in the file. */
        void statement(Statement statement, SourceSpan place);

        /** Something that is only known while it runs. */
        void unknown(Diagnostic why);
    }

    private interface Script {
        Way way();

        void each(Visitor visitor);
    }

    /** The upgrade of a revision; each revision once, in the order in which they run. */
    public void upgrade(Revision revision, Consumer<Way> begins, Visitor visitor) {
        Script script = script(revision, Direction.UPGRADE);
        begins.accept(script.way());
        script.each(new Visitor() {
            @Override
            public void statement(Statement statement, SourceSpan place) {
                visitor.statement(statement, place);
                if (classes != null) {
                    tables.apply(statement.text());
                }
            }

            @Override
            public void unknown(Diagnostic why) {
                visitor.unknown(why);
            }
        });
    }

    /**
     * The downgrade of a revision, or its upgrade once more.
     *
     * @return whether it has one
     */
    public boolean look(Revision revision, Direction direction, Visitor visitor) {
        if (!JavaScript.isJava(revision.file())
                && SqlScript.of(revision)
                        .section(
                                direction == Direction.UPGRADE ? SectionKind.UPGRADE : SectionKind.DOWNGRADE,
                                dialect.kind())
                        .isEmpty()) {
            return false;
        }
        try {
            script(revision, direction).each(visitor);
            return true;
        } catch (MigrateException e) {
            return false;
        }
    }

    private Script script(Revision revision, Direction direction) {
        Step step = new Step(revision, direction, List.of());
        if (JavaScript.isJava(revision.file())) {
            return new InJava(JavaStep.read(step, dialect, required(), transactions, placeholders != null));
        }
        return new InSql(SqlStep.read(step, dialect.kind(), placeholders, transactions), transactions);
    }

    private RevisionClasses required() {
        if (classes == null) {
            throw new IllegalStateException("a script in Java was not compiled");
        }
        return classes;
    }

    private record InSql(SqlStep step, boolean transactions) implements Script {
        @Override
        public Way way() {
            return new Way(step.start(), step.transactional() && transactions, step.checksum());
        }

        @Override
        public void each(Visitor visitor) {
            step.<RuntimeException>each(
                    dev.migrate.engine.Way.OFFLINE,
                    (s, identity) -> visitor.statement(
                            s, SourceSpan.of(step.file(), s.line(), s.column(), firstWord(s.text()))));
        }

        private static int firstWord(String text) {
            int end = 0;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            return Math.max(1, end);
        }
    }

    private final class InJava implements Script {

        private final JavaStep step;

        InJava(JavaStep step) {
            this.step = step;
        }

        @Override
        public Way way() {
            return new Way(step.start(), step.transactional() && transactions, step.checksum());
        }

        @Override
        public void each(Visitor visitor) {
            if (step.reading() != null) {
                visitor.unknown(step.reading());
            }
            for (OperationStatements operation : step.operations()) {
                try {
                    for (Statement s : operation.knowing(dialect, tables).offline()) {
                        visitor.statement(
                                CopiedRows.unread(s), operation.recorded().place());
                    }
                } catch (MigrateException e) {
                    visitor.unknown(
                            e.diagnostics().get(0).at(operation.recorded().place()));
                }
            }
        }
    }

    /** The database whose statements they are. */
    public DatabaseKind kind() {
        return dialect.kind();
    }

    @Override
    public void close() {
        if (classes != null) {
            classes.close();
        }
    }
}
