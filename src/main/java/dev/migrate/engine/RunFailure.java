package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.plan.Step;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what went wrong in a run, at which line of which script, and what to type next. */
final class RunFailure {

    /** The connection ended. */
    static final String LOST = "run/connection-lost";

    /** The run is no longer the one that may write. */
    static final String LEASE_LOST = "lock/expired";

    /** The version table is not as this run left it. */
    static final String VERSION_CHANGED = "run/version-changed";

    private static final int MOST_EXCERPT = 200;

    private RunFailure() {}

    /** The refusal of a queued statement; notes on what became of the run are for the caller to add. */
    static Diagnostic of(Run run, Refused refused, int total) {
        RunContext context = run.context();
        Session session = run.session();
        StatementFailure failure = refused.failure();
        Place place = refused.place();
        SQLException cause = failure.sqlException();
        String database = session.kind().displayName();
        if (place.role() == Place.Role.LOCK && failure.kind() == FailureKind.OTHER) {
            if (run.lockHeld().expires()) {
                return Diagnostic.error(
                                LEASE_LOST,
                                "the run's lease on the database of \""
                                        + context.settings().name() + "\" has expired, and may be another run's now")
                        .note("for longer than "
                                + context.settings().lock().expiry().toMillis()
                                + " ms no sign of this run has reached the server: it stood still, or its second"
                                + " connection was not to be had")
                        .help("run the same command again: it waits for the other run. If it happens often, let"
                                + " the lease last longer: lock_expiry = \"2m\"");
            }
            return Diagnostic.error(
                            "lock/lost",
                            "the run's lock is no longer held by the session of \""
                                    + context.settings().name() + "\"")
                    .note("a connection pooler in transaction mode, or a script that released all advisory locks,"
                            + " took it away")
                    .help("point \"url\" at the database itself or at a pooler port in session mode");
        }
        if (place.role() == Place.Role.TABLES && failure.kind() != FailureKind.CONNECTION_LOST) {
            return ownTables(context, session, failure).diagnostics().get(0);
        }
        if (place.role() == Place.Role.POSITION && place.step() != null && isNotNull(cause)) {
            return versionChanged(context, place.step());
        }
        String said = firstLine(cause);
        if (failure.kind() == FailureKind.CONNECTION_LOST) {
            Diagnostic lost = lost(session, cause);
            if (place.step() != null) {
                lost = lost.note("no answer came to what was sent of revision \""
                        + place.step().revision().id() + "\"");
            }
            return place.statement() == null || place.file() == null
                    ? lost
                    : lost.at(span(context, place.file(), place.statement(), 0));
        }
        Diagnostic diagnostic =
                switch (failure.kind()) {
                    case LOCK_TIMEOUT ->
                        Diagnostic.error("run/lock-timeout", database + " did not get a lock in time: " + said);
                    case STATEMENT_TIMEOUT ->
                        Diagnostic.error("run/statement-timeout", database + " stopped the statement: " + said);
                    case READ_ONLY -> Diagnostic.error("run/read-only", database + " takes no writes here: " + said);
                    case PERMISSION -> Diagnostic.error("run/permission", database + " forbids it: " + said);
                    case DISK_FULL -> Diagnostic.error("run/disk-full", database + " has no room left: " + said);
                    default ->
                        Diagnostic.error(
                                place.role() == Place.Role.COMMIT ? "run/commit-failed" : "run/statement-failed",
                                database + " refuses the "
                                        + (place.role() == Place.Role.COMMIT ? "commit" : "statement") + ": " + said);
                };
        Statement statement = place.statement();
        if (statement != null && place.file() != null) {
            diagnostic = diagnostic.at(span(context, place.file(), statement, failure.position()));
            if (place.role() == Place.Role.SCRIPT && place.step() != null) {
                diagnostic = diagnostic.note("statement " + statement.number() + (total > 0 ? " of " + total : "")
                        + " of revision \"" + place.step().revision().id() + "\"");
                Optional<String> operation = OperationStatements.operationOf(statement);
                if (operation.isPresent()) {
                    diagnostic = diagnostic
                            .note("the operation: " + operation.get())
                            .note("the statement: " + excerpt(statement.text()));
                }
            } else if (place.role() == Place.Role.HOOK) {
                diagnostic = diagnostic.note("it is a hook's statement");
            }
        }
        if (place.step() != null) {
            String id = "\"" + place.step().revision().id() + "\"";
            switch (place.role()) {
                case FRAME -> diagnostic = diagnostic.note("while the session was made ready for revision " + id);
                case ROWS, POSITION ->
                    diagnostic = diagnostic.note("while the rows of revision " + id + " were written");
                case COMMIT ->
                    diagnostic = diagnostic.note(
                            "constraints that are checked at commit are checked for every revision of the transaction"
                                    + " at once; the last one is " + id);
                default -> {}
            }
        }
        if (failure.kind() == FailureKind.LOCK_TIMEOUT) {
            for (String holder : run.watch().holders()) {
                diagnostic = diagnostic.note(holder);
            }
        }
        for (String line : otherLines(cause)) {
            diagnostic = diagnostic.note(line);
        }
        String code = cause.getSQLState();
        if (code != null && !code.isBlank()) {
            diagnostic = diagnostic.note(
                    "SQLSTATE " + code + (cause.getErrorCode() != 0 ? ", code " + cause.getErrorCode() : ""));
        }
        String help = failure.kind() == FailureKind.STATEMENT_TIMEOUT
                        && context.settings().statementTimeout() == null
                ? "somebody, or a limit of the server's own, ended it; run the same command again"
                : help(failure.kind());
        if (cause.getErrorCode() == RowVersions.USED_UP && session.kind() == DatabaseKind.MYSQL) {
            help = "leave ALGORITHM=INSTANT away, then this statement copies the table; or first rebuild it: "
                    + RowVersions.REBUILD;
        }
        return help == null ? diagnostic : diagnostic.help(help);
    }

    /** The connection ended, in the middle of something or between two statements. */
    static Diagnostic lost(Session session, SQLException cause) {
        return Diagnostic.error(
                        LOST, "the connection to " + session.kind().displayName() + " is gone: " + firstLine(cause))
                .help("look whether the server is up, then run the same command again");
    }

    /** NULL where the revision's name should be: 23502 on PostgreSQL, 1048 on MySQL; SQLite has one code for every constraint. */
    private static boolean isNotNull(SQLException e) {
        return "23502".equals(e.getSQLState())
                || e.getErrorCode() == 1048
                || String.valueOf(e.getMessage()).contains("NOT NULL constraint failed");
    }

    private static Diagnostic versionChanged(RunContext context, Step step) {
        return Diagnostic.error(
                        VERSION_CHANGED,
                        "the version table \"" + context.settings().versionTable()
                                + "\" does not hold what this run wrote to it")
                .note("found behind the statements of revision \""
                        + step.revision().id() + "\": another program, or the script itself, has changed its rows");
    }

    static @Nullable String help(FailureKind kind) {
        return switch (kind) {
            case LOCK_TIMEOUT -> "find the session that holds the lock, or wait longer: -Dmigrate.lockTimeout=30s";
            case STATEMENT_TIMEOUT -> "give it more time: -Dmigrate.statementTimeout=10m";
            case READ_ONLY -> "point \"url\" at the primary server, or make the file and its folder writable";
            case PERMISSION -> "run as a user with the right, or grant it";
            case NEEDS_NO_TRANSACTION ->
                "write transaction=false on the section's marker, best in a revision of its own";
            case DISK_FULL -> "make room and run the same command again";
            default -> null;
        };
    }

    static MigrateException ownTables(RunContext context, Session session, StatementFailure failure) {
        if (failure.kind() == FailureKind.CONNECTION_LOST) {
            return lost(session, failure.sqlException()).toException(failure.sqlException());
        }
        Diagnostic diagnostic = Diagnostic.error(
                        switch (failure.kind()) {
                            case READ_ONLY -> "run/read-only";
                            case LOCK_TIMEOUT -> "run/lock-timeout";
                            case PERMISSION -> "run/permission";
                            case DISK_FULL -> "run/disk-full";
                            default -> "run/own-tables";
                        },
                        "the tables \"" + context.settings().versionTable()
                                + "\" and \"migrate_history\" cannot be made: " + firstLine(failure.sqlException()))
                .note("environment: " + context.settings().name() + ", url: "
                        + context.settings().url())
                .note("they hold where the database stands and what has been run");
        String help = help(failure.kind());
        return diagnostic
                .help(
                        help == null || failure.kind() == FailureKind.PERMISSION
                                ? "let the user create tables here, or name a schema where it may:"
                                        + " version_table_schema = \"…\""
                                : help)
                .toException(failure.sqlException());
    }

    /** A statement in one line, for a message. */
    static String excerpt(String statement) {
        String line = statement.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST_EXCERPT ? line : line.substring(0, MOST_EXCERPT) + " …";
    }

    /** The place that the database points at: its position counts characters of the statement as it was sent. */
    private static SourceSpan span(RunContext context, Path file, Statement statement, int position) {
        int line = statement.line();
        if (OperationStatements.operationOf(statement).isPresent()) {
            return SourceSpan.of(file, line);
        }
        int column = statement.column();
        String text = statement.text();
        int at = position - 1;
        if (at > 0 && at <= text.length() && context.placeholders() == null) {
            // The database counts characters, Java counts UTF-16 units.
            int units = text.offsetByCodePoints(0, Math.min(at, text.codePointCount(0, text.length())));
            for (int i = 0; i < units; i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                    column = 1;
                } else {
                    column++;
                }
            }
            int end = units;
            while (end < text.length() && isWord(text.charAt(end))) {
                end++;
            }
            return SourceSpan.of(file, line, column, Math.max(1, end - units));
        }
        int newline = text.indexOf('\n');
        int length = newline < 0 ? text.length() : newline;
        return SourceSpan.of(file, line, column, Math.min(length, 200));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** What the database said, in one line, without the driver's prefix. */
    static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        int newline = message.indexOf('\n');
        String first = (newline < 0 ? message : message.substring(0, newline)).strip();
        for (String prefix : List.of("ERROR: ", "FATAL: ")) {
            if (first.startsWith(prefix)) {
                first = first.substring(prefix.length());
            }
        }
        return first.replaceFirst("^\\[SQLITE_[A-Z_]+\\] ", "");
    }

    private static List<String> otherLines(SQLException e) {
        List<String> lines = new ArrayList<>();
        String[] all = String.valueOf(e.getMessage()).strip().split("\n");
        for (int i = 1; i < all.length; i++) {
            String line = all[i].strip();
            if (!line.isEmpty() && !line.toLowerCase(Locale.ROOT).startsWith("position:")) {
                lines.add(line);
            }
        }
        return lines;
    }
}
