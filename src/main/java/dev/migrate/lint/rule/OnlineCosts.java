package dev.migrate.lint.rule;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.Draft;
import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import dev.migrate.lint.online.Algorithm;
import dev.migrate.lint.online.OnlineDdl;
import dev.migrate.lint.online.Way;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the actions of an ALTER TABLE cost on MySQL and MariaDB, and how a rule tells of it. */
final class OnlineCosts {

    /** An action that copies the table, or makes everybody wait who writes. */
    record Costly(Name table, Action action, Way way) {}

    private OnlineCosts() {}

    /** The server as far as it is known, with the foreign keys checked or not as the revision says. */
    static OnlineDdl server(Sight sight) {
        return new OnlineDdl(sight.kind(), sight.version().orElse(null), checksForeignKeys(sight));
    }

    /** Whether foreign keys are checked: the revision's last SET foreign_key_checks says so. */
    static boolean checksForeignKeys(Sight sight) {
        boolean checks = true;
        for (Sight.Seen seen : sight.before()) {
            if (seen.change() instanceof Change.Setting setting
                    && setting.name().equals("foreign_key_checks")) {
                checks = !setting.value().toLowerCase(Locale.ROOT).matches("0|off|false|'off'");
            }
        }
        return checks;
    }

    static Optional<KnownTable> known(Sight sight, Name table) {
        return sight.known().table(table);
    }

    /** The actions of the statement that copy the table or block those who write. */
    static List<Costly> of(Sight sight) {
        List<Costly> costly = new ArrayList<>();
        if (sight.change() instanceof Change.AlterTable alter) {
            KnownTable table = known(sight, alter.table()).orElse(null);
            for (Action action : alter.actions()) {
                server(sight)
                        .way(action, alter.actions(), table)
                        .filter(way -> way.algorithm() == Algorithm.COPY || way.blocksWrites())
                        .ifPresent(way -> costly.add(new Costly(alter.table(), action, way)));
            }
        }
        return costly;
    }

    /** What the statement costs only because its actions stand together: nothing where one of them costs it alone. */
    static Optional<Way> together(Sight sight) {
        return sight.change() instanceof Change.AlterTable alter && of(sight).isEmpty()
                ? server(sight)
                        .way(alter, known(sight, alter.table()).orElse(null))
                        .filter(way -> way.algorithm() == Algorithm.COPY || way.blocksWrites())
                        .filter(way -> !isRefused(alter, way))
                : Optional.empty();
    }

    /** Tells of such a statement, and that its actions are cheaper one by one. */
    static void reportTogether(Sight sight, Way way) {
        Change.AlterTable alter = (Change.AlterTable) sight.change();
        Draft draft = sight.reportOnRows(
                        alter.table(),
                        null,
                        "one statement with a virtual column and other changes "
                                + (way.algorithm() == Algorithm.COPY ? "copies \"" : "builds part of \"")
                                + alter.table()
                                + "\"" + (way.blocksWrites() ? " while every write of it waits" : ""))
                .rewrite(String.join(
                        "\n",
                        alter.actions().stream()
                                .map(action -> "ALTER TABLE " + sight.written(alter.table()) + " "
                                        + text(sight, action.span()) + ";")
                                .toList()));
        notes(draft, sight.kind(), way);
        if (!way.blocksWrites()) {
            draft.as(Severity.WARNING);
        }
    }

    /** Whether the statement says an algorithm or a lock with which the server refuses to do it in the dear way. */
    static boolean isRefused(Change.AlterTable alter, Way way) {
        return isRefused(alter.algorithm(), alter.lock(), way);
    }

    private static boolean isRefused(@Nullable String algorithm, @Nullable String lock, Way way) {
        boolean cheaper = algorithm != null
                && Arrays.stream(Algorithm.values())
                        .anyMatch(a -> a.name().equalsIgnoreCase(algorithm) && a.compareTo(way.algorithm()) < 0);
        return cheaper || "none".equals(lock) && way.blocksWrites();
    }

    /**
     * Reports an action that copies the table or blocks those who write.
     *
     * @param what what it does, such as {@code giving "a" another type}
     */
    static Draft report(Sight sight, Costly costly, String what) {
        Change.AlterTable alter = (Change.AlterTable) sight.change();
        Way way = costly.way();
        String table = "\"" + costly.table() + "\"";
        boolean copies = way.algorithm() == Algorithm.COPY;
        if (isRefused(alter, way)) {
            return sight.reportOnRows(
                            costly.table(),
                            costly.action().span(),
                            what + " is refused: the statement asks for "
                                    + (alter.algorithm() == null
                                            ? "LOCK=NONE"
                                            : "ALGORITHM=" + alter.algorithm().toUpperCase(Locale.ROOT))
                                    + ", and the cheapest that " + sight.kind().displayName() + " accepts is "
                                    + way.clause())
                    .note("the server answers with error 1845 or 1846 and changes nothing");
        }
        Draft draft = sight.reportOnRows(
                costly.table(),
                costly.action().span(),
                what
                        + (copies ? " copies " + table : " builds part of " + table + " anew")
                        + (way.blocksWrites() ? ", and every write of it waits until that is done" : ""));
        notes(draft, sight.kind(), way);
        if (!way.blocksWrites()) {
            draft.as(Severity.WARNING);
        }
        return copies ? draft.aboutRewrite() : draft.aboutLock();
    }

    /** What the server does, and on which version. */
    static void notes(Draft draft, DatabaseKind kind, Way way) {
        boolean copies = way.algorithm() == Algorithm.COPY;
        if (!copies) {
            draft.note("the cheapest that it accepts is " + way.clause()
                    + " (measured on MySQL 8.0 and MariaDB 11.4): reads go on, INSERT, UPDATE and DELETE wait");
        } else if (kind == DatabaseKind.MARIADB) {
            draft.note(
                    way.blocksWrites()
                            ? "ALGORITHM=COPY is all that it accepts: until MariaDB 11.2 INSERT, UPDATE and DELETE"
                                    + " wait, from then on they go on while the rows are copied"
                            : "ALGORITHM=COPY is all that it accepts: since MariaDB 11.2 others write while the rows"
                                    + " are copied, which takes as much room again and time");
        } else {
            draft.note("ALGORITHM=COPY, LOCK=SHARED is all that it accepts (measured on 8.0.31 and 9.7): reads go on,"
                    + " INSERT, UPDATE and DELETE wait");
        }
    }

    /** The tools that copy a table beside the one in use. */
    static String ghost(Sight sight, Name table, String alter) {
        return "-- or beside the table in use: gh-ost --table=" + table.name() + " --alter=\""
                + alter.replaceAll("\\s+", " ").replace("\"", "\\\"") + "\"";
    }

    /** A part of the statement as written. */
    static String text(Sight sight, Span span) {
        String text = sight.statement().text();
        return text.substring(Math.min(span.from(), text.length()), Math.min(span.to(), text.length()));
    }

    /** The statement with what makes the server refuse anything dearer. */
    static String with(Sight sight, String clause) {
        String text = sight.statement().text().strip();
        if (sight.change() instanceof Change.AlterTable) {
            return text + ", " + clause + ";";
        }
        return text + " " + clause.replace(",", "") + ";";
    }
}
