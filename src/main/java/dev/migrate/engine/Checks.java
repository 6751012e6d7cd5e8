package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.FailureKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queries that must hold: {@code -- migrate:require} before a step, and the verify section behind it. */
final class Checks {

    private static final Set<String> FALSE = Set.of("0", "f", "false", "0.0");

    private Checks() {}

    /** Asks what the step requires; each query must give one true value. */
    static void require(StepScript script, Run run, StatementQueue queue) throws Refused {
        if (script.requires().isEmpty()) {
            return;
        }
        queue.flush();
        for (StepScript.Requirement requirement : script.requires()) {
            List<List<@Nullable String>> rows = ask(run, requirement.query(), script.file(), requirement.line(), 1);
            if (rows.size() != 1
                    || rows.get(0).size() != 1
                    || !isTrue(rows.get(0).get(0))) {
                throw Diagnostic.error(
                                "run/require",
                                "what revision \"" + script.step().revision().id()
                                        + "\" requires does not hold: the query gives " + show(rows))
                        .at(SourceSpan.of(script.file(), requirement.line()))
                        .note("the revision has not begun")
                        .help("mend the data, then run the same command again")
                        .toException();
            }
        }
    }

    /** Runs the verify section: an error, or a first value that is null, false or zero, fails the revision. */
    static void verify(StepScript script, Run run, StatementQueue queue) throws Refused {
        queue.flush();
        script.eachOfVerify((s, identity) -> {
            List<List<@Nullable String>> rows = ask(run, s.text(), script.file(), s.line(), s.column());
            if (!rows.isEmpty() && !isTrue(rows.get(0).get(0))) {
                throw Diagnostic.error(
                                "run/verify",
                                "revision \"" + script.step().revision().id()
                                        + "\" did not do its work: the query of its verify" + " section gives "
                                        + show(rows))
                        .at(SourceSpan.of(script.file(), s.line(), s.column(), 1))
                        .help("correct the upgrade section, or the query")
                        .toException();
            }
        });
    }

    static List<List<@Nullable String>> ask(Run run, String query, Path file, int line, int column) {
        try {
            return run.session().rows(query);
        } catch (SQLException e) {
            if (run.session().classify(e) == FailureKind.CONNECTION_LOST) {
                throw RunFailure.lost(run.session(), e)
                        .at(SourceSpan.of(file, line, column, 1))
                        .toException(e);
            }
            throw Diagnostic.error(
                            "run/check-failed",
                            run.session().kind().displayName() + " refuses the query: " + RunFailure.firstLine(e))
                    .at(SourceSpan.of(file, line, column, 1))
                    .help("correct the query; it must give one value that is true or not zero")
                    .toException(e);
        }
    }

    static boolean isTrue(@Nullable String value) {
        return value != null && !FALSE.contains(value.toLowerCase(Locale.ROOT));
    }

    static String show(List<List<@Nullable String>> rows) {
        if (rows.isEmpty()) {
            return "no row";
        }
        return rows.size() == 1 && rows.get(0).size() == 1
                ? "\"" + rows.get(0).get(0) + "\""
                : rows.size() + " rows of " + rows.get(0).size() + " columns";
    }
}
