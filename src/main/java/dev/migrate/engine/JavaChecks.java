package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The queries that a class has for before and behind its upgrade. A class answers with values, not with calls that could tell their
 * line, so their place is that of the method.
 *
 * @param requires those before
 * @param verifies those behind
 */
record JavaChecks(List<StepScript.Requirement> requires, List<Statement> verifies) {

    private static final JavaChecks NONE = new JavaChecks(List.of(), List.of());

    JavaChecks {
        requires = List.copyOf(requires);
        verifies = List.copyOf(verifies);
    }

    /**
     * Takes them down; there are none for a downgrade.
     *
     * @throws MigrateException when a text is not one query
     */
    static JavaChecks read(Step step, MigrationCode code) {
        if (step.direction() != Direction.UPGRADE) {
            return NONE;
        }
        List<String> before = code.require();
        List<String> behind = code.verify();
        if (before.isEmpty() && behind.isEmpty()) {
            return NONE;
        }
        Path file = step.revision().file();
        int header = step.revision().lines().revision();
        List<StepScript.Requirement> requires = new ArrayList<>();
        int line = line(file, "require", header);
        for (String query : before) {
            requires.add(new StepScript.Requirement(
                    one(query, "require", code.kind(), file, line).text(), line));
        }
        List<Statement> verifies = new ArrayList<>();
        line = line(file, "verify", header);
        for (String query : behind) {
            verifies.add(one(query, "verify", code.kind(), file, line));
        }
        return new JavaChecks(requires, verifies);
    }

    private static Statement one(String query, String method, DatabaseKind kind, Path file, int line) {
        var scanner = new SqlScanner(kind, new StringReader(query), file, line);
        Statement statement = scanner.next();
        if (statement == null || scanner.next() != null) {
            throw Diagnostic.error("java/check", method + " gives a text that is not one query: \"" + query + "\"")
                    .at(SourceSpan.of(file, line))
                    .help("return List.of(\"SELECT …\", \"SELECT …\");")
                    .toException();
        }
        return statement;
    }

    private static int line(Path file, String method, int otherwise) {
        var declared = Pattern.compile("List\\s*<\\s*String\\s*>\\s+" + method + "\\s*\\(");
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (declared.matcher(lines.get(i)).find()) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            // it has been compiled from what was read; the place is the worse for it, no more
            return otherwise;
        }
        return otherwise;
    }
}
