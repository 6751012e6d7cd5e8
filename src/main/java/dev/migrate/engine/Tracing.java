package dev.migrate.engine;

import dev.migrate.dialect.StatementFailure;
import dev.migrate.dialect.Tracer;
import dev.migrate.plan.Step;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import dev.migrate.trace.Effects;
import dev.migrate.trace.StatementTrace;
import java.sql.SQLException;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has what the statements of scripts do measured, and tells of each behind it. */
final class Tracing implements AutoCloseable {

    private static final int EXCERPT = 300;

    /** Operations whose values are the code's. */
    private static final List<String> TAKES_VALUES = List.of("execute", "bulkInsert", "backfill");

    private final Run run;
    private final Tracer tracer;
    private final Map<Step, String> checksums = new IdentityHashMap<>();

    private @Nullable Step step;
    private int number;
    private Effects batches = Effects.NONE;
    private Duration took = Duration.ZERO;

    private Tracing(Run run, PlanScripts scripts) {
        this.run = run;
        this.tracer = run.session().tracer(run.tables());
        for (StepScript script : scripts.all()) {
            checksums.put(script.step(), script.checksum());
        }
    }

    /** What watches a run; null where nobody wants to know. */
    static @Nullable Tracing of(Run run, PlanScripts scripts) {
        return run.context().listener().traces() ? new Tracing(run, scripts) : null;
    }

    /** Sends a statement of a script, and tells what it did. */
    void send(String text, Place place, Tracer.Sending sending) throws StatementFailure {
        Step its = Objects.requireNonNull(place.step());
        Statement statement = Objects.requireNonNull(place.statement()).withText(text);
        try {
            if (its != step) {
                step = its;
                number = 0;
                tracer.begin();
            }
            long[] nanos = {0};
            Effects effects = tracer.trace(statement, (way, behind) -> {
                long began = System.nanoTime();
                sending.send(way, behind);
                nanos[0] = System.nanoTime() - began;
            });
            tell(its, statement, effects, Duration.ofNanos(nanos[0]));
        } catch (SQLException e) {
            throw run.unexpected("what a statement does could not be read", e);
        }
    }

    /** The batches of a backfill are one statement to whoever wrote it. */
    private void tell(Step its, Statement statement, Effects effects, Duration duration) {
        boolean again = Batches.marked(statement) && statement.number() == number;
        batches = again ? batches.and(effects) : effects;
        took = again ? took.plus(duration) : duration;
        number = statement.number();
        run.context()
                .listener()
                .traced(
                        its,
                        "sha256:" + checksums.get(its),
                        StatementTrace.of(
                                statement.number(),
                                statement.line(),
                                excerpt(statement),
                                OperationStatements.operationOf(statement).orElse(null),
                                batches,
                                took.toMillis()));
    }

    /** How a statement begins; without its strings where they are values from elsewhere, which may be secrets. */
    private String excerpt(Statement statement) {
        boolean filled = run.context().placeholders() != null
                || OperationStatements.operationOf(statement)
                        .filter(call -> TAKES_VALUES.stream().anyMatch(call::startsWith))
                        .isPresent();
        DatabaseKind kind = run.session().kind();
        var text = new StringBuilder();
        for (Token token : Tokens.of(kind, statement.text())) {
            if (token.sort() == Token.Sort.BLANK) {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                    text.append(' ');
                }
            } else {
                text.append(filled && token.sort() == Token.Sort.STRING ? "'…'" : token.text());
            }
            if (text.length() > EXCERPT) {
                text.setLength(EXCERPT);
                return text.append('…').toString();
            }
        }
        return text.toString().strip();
    }

    @Override
    public void close() {
        tracer.close();
    }
}
