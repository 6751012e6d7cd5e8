package dev.migrate.command;

import dev.migrate.engine.RunListener;
import dev.migrate.plan.Step;
import dev.migrate.trace.RevisionTrace;
import dev.migrate.trace.StatementTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what was measured of the statements of one step. */
final class MeasuringListener extends QuietListener {

    private final Path project;
    private final TreeMap<Integer, StatementTrace> statements = new TreeMap<>();
    private @Nullable Step step;
    private String checksum = "";

    MeasuringListener(RunListener told, Path project) {
        super(told);
        this.project = project.toAbsolutePath().normalize();
    }

    @Override
    public boolean traces() {
        return true;
    }

    @Override
    public void traced(Step its, String script, StatementTrace trace) {
        step = its;
        checksum = script;
        // one that is tried again takes the place of its first try
        statements.put(trace.number(), trace);
    }

    /** What was measured; empty where no statement was carried out. */
    Optional<RevisionTrace> trace() {
        return Optional.ofNullable(step)
                .map(its -> new RevisionTrace(
                        its.revision().id(),
                        its.revision().title(),
                        file(its),
                        checksum,
                        its.direction().word(),
                        List.copyOf(statements.values())));
    }

    private String file(Step its) {
        Path file = its.revision().file().toAbsolutePath().normalize();
        return (file.startsWith(project) ? project.relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }
}
