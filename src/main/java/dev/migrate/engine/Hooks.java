package dev.migrate.engine;

import dev.migrate.Hook;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.script.Placeholders;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hooks of an environment, read and looked through before anything runs. */
final class Hooks {

    private static final String JAVA = "class:";

    private final RunContext context;
    private final DatabaseKind kind;
    private final List<Entry> beforeRun;
    private final List<Entry> afterRun;
    private final List<Entry> beforeRevision;
    private final List<Entry> afterRevision;
    private final List<Entry> onFailure;

    Hooks(RunContext context, DatabaseKind kind) {
        this.context = context;
        this.kind = kind;
        this.beforeRun = read("before_run", context.hooks().beforeRun(), kind);
        this.afterRun = read("after_run", context.hooks().afterRun(), kind);
        this.beforeRevision = read("before_revision", context.hooks().beforeRevision(), kind);
        this.afterRevision = read("after_revision", context.hooks().afterRevision(), kind);
        this.onFailure = read("on_failure", context.hooks().onFailure(), kind);
    }

    /**
     * One hook.
     *
     * @param event when it runs
     * @param file the file to name in messages
     * @param statements its SQL; empty for Java
     * @param javaClass its class; null for SQL
     */
    record Entry(
            String event,
            Path file,
            List<Statement> statements,
            @Nullable String javaClass) {}

    /** What before_run sets for the whole run: it is set again whenever the session has been put back. */
    List<Statement> standing() {
        return beforeRun.stream()
                .flatMap(entry -> entry.statements().stream())
                .filter(s -> SessionSettings.repeatable(s, kind))
                .toList();
    }

    /** Whether a hook that runs before a revision's rows are written may leave another session behind. */
    boolean changeSession() {
        return Stream.of(beforeRun, beforeRevision, afterRevision)
                .flatMap(List::stream)
                .anyMatch(entry -> entry.javaClass() != null
                        || entry.statements().stream()
                                .anyMatch(s -> StatementClass.of(s, kind).changesSession()));
    }

    List<Entry> beforeRun() {
        return beforeRun;
    }

    List<Entry> afterRun() {
        return afterRun;
    }

    List<Entry> beforeRevision() {
        return beforeRevision;
    }

    List<Entry> afterRevision() {
        return afterRevision;
    }

    List<Entry> onFailure() {
        return onFailure;
    }

    private List<Entry> read(String event, List<String> hooks, DatabaseKind kind) {
        List<Entry> entries = new ArrayList<>();
        for (String hook : hooks) {
            String text = hook.strip();
            if (text.startsWith(JAVA)) {
                String name = text.substring(JAVA.length()).strip();
                load(event, name);
                entries.add(new Entry(event, Path.of(name), List.of(), name));
            } else if (text.endsWith(".sql") && text.indexOf('\n') < 0 && text.indexOf(';') < 0) {
                Path file = context.project().resolve(text).normalize();
                try (Reader reader = Files.newBufferedReader(file)) {
                    entries.add(new Entry(event, file, statements(kind, reader, file), null));
                } catch (CharacterCodingException e) {
                    throw Diagnostic.error("hook/not-utf8", "the hook \"" + text + "\" is not UTF-8")
                            .at(SourceSpan.of(file))
                            .toException(e);
                } catch (IOException e) {
                    throw Diagnostic.error("hook/no-file", "the hook \"" + text + "\" of " + event + " cannot be read")
                            .at(SourceSpan.of(file))
                            .help("write the file, or correct [hooks] " + event)
                            .toException(e);
                }
            } else {
                Path name = context.project().resolve("hooks." + event);
                entries.add(new Entry(event, name, statements(kind, new StringReader(text), name), null));
            }
        }
        return List.copyOf(entries);
    }

    private List<Statement> statements(DatabaseKind kind, Reader reader, Path file) {
        SqlScanner scanner = new SqlScanner(kind, reader, file, 1);
        List<Statement> statements = new ArrayList<>();
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            statements.add(Placeholders.apply(s, context.placeholders(), file));
        }
        return statements;
    }

    /** Queues a hook's SQL, or lets its Java code run behind what is queued. */
    void run(List<Entry> entries, StatementQueue queue, Run run, @Nullable Step step, Direction direction)
            throws Refused {
        run(entries, queue, run, step, direction, UnaryOperator.identity());
    }

    /** The same where a failure must tell how far a journaled step had come. */
    void run(
            List<Entry> entries,
            StatementQueue queue,
            Run run,
            @Nullable Step step,
            Direction direction,
            UnaryOperator<Place> progress)
            throws Refused {
        for (Entry entry : entries) {
            for (Statement statement : entry.statements()) {
                queue.add(
                        statement.text(),
                        progress.apply(new Place(Place.Role.HOOK, step, entry.file(), statement, -1, null, false)));
            }
            if (entry.javaClass() != null) {
                queue.flush();
                call(entry, run, step, direction);
            }
        }
    }

    private void call(Entry entry, Run run, @Nullable Step step, Direction direction) {
        Hook hook = load(entry.event(), String.valueOf(entry.javaClass()));
        try {
            hook.run(new Hook.Occasion(
                    entry.event(),
                    context.settings().name(),
                    step == null ? "" : step.revision().id(),
                    direction.word(),
                    run.session().connection()));
        } catch (SQLException | RuntimeException e) {
            throw Diagnostic.error(
                            "hook/failed",
                            "the hook \"" + entry.javaClass() + "\" of " + entry.event() + " failed: " + e.getMessage())
                    .toException(e);
        }
    }

    private static Hook load(String event, String name) {
        try {
            return (Hook) Class.forName(name, true, Hooks.class.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ClassCastException e) {
            throw Diagnostic.error(
                            "hook/not-a-hook",
                            "the class \"" + name + "\" of " + event + " does not implement dev.migrate.Hook")
                    .toException(e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw Diagnostic.error("hook/no-class", "the class \"" + name + "\" of " + event + " cannot be loaded")
                    .note(String.valueOf(e))
                    .help("add its artifact to the plugin's own <dependencies>, with a constructor without parameters")
                    .toException(e);
        }
    }
}
