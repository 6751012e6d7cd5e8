package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.script.Placeholders;
import dev.migrate.script.TestScript;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what a {@link TestScript} says, on a scratch database. */
public final class TestRows {

    private final Run run;
    private final TestScript script;

    /** The script of a revision, on an open session. */
    public TestRows(Run run, TestScript script) {
        this.run = run;
        this.script = script;
    }

    /**
     * Runs the statements of a part.
     *
     * @throws dev.migrate.diagnostic.MigrateException at the first that is refused
     */
    public void insert(TestScript.Part part) {
        script.open(part, run.session().kind())
                .ifPresent(scanner ->
                        runAll(run, scanner, script.file(), "a statement of the section \"" + part.word() + "\""));
    }

    /**
     * Runs a script that is nothing but rows.
     *
     * @throws dev.migrate.diagnostic.MigrateException at the first statement that is refused, and where the file cannot be read
     */
    public static void load(Run run, Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            runAll(run, new SqlScanner(run.session().kind(), text, file, 1), file, "a statement of the seed");
        } catch (IOException e) {
            throw Diagnostic.error("test/no-seed", "\"" + file.getFileName() + "\" cannot be read as a script in UTF-8")
                    .note("the path is " + file)
                    .help("name a file with statements that insert rows: -Dmigrate.seed=src/test/seed.sql")
                    .toException(e);
        }
    }

    private static void runAll(Run run, SqlScanner scanner, Path file, String what) {
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            Statement filled = Placeholders.apply(s, run.context().placeholders(), file);
            try {
                if (filled.copyData() != null) {
                    run.session().copyIn(filled.text(), filled.copyData());
                } else {
                    run.session().run(filled.text());
                }
            } catch (StatementFailure e) {
                throw Diagnostic.error(
                                "test/statement-failed",
                                run.session().kind().displayName() + " refuses " + what + ": "
                                        + RunFailure.firstLine(e.sqlException()))
                        .at(SourceSpan.of(file, s.line(), s.column(), 1))
                        .help("mend the statement")
                        .toException(e.sqlException());
            }
        }
    }

    /**
     * Asks the queries of a part; the first value of each must be true, that is, there and neither false nor zero.
     *
     * @throws dev.migrate.diagnostic.MigrateException at the first that does not hold
     */
    public void verify(TestScript.Part part) {
        SqlScanner scanner = script.open(part, run.session().kind()).orElse(null);
        if (scanner == null) {
            return;
        }
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            List<List<@Nullable String>> rows = Checks.ask(run, filled(s).text(), script.file(), s.line(), s.column());
            if (rows.isEmpty() || !Checks.isTrue(rows.get(0).get(0))) {
                throw Diagnostic.error(
                                "test/verify",
                                "the query of the section \"" + part.word() + "\" does not hold: it gives "
                                        + Checks.show(rows))
                        .at(SourceSpan.of(script.file(), s.line(), s.column(), 1))
                        .note("rows have not come through as it says")
                        .help("mend the revision, or the query")
                        .toException();
            }
        }
    }

    private Statement filled(Statement s) {
        return Placeholders.apply(s, run.context().placeholders(), script.file());
    }
}
