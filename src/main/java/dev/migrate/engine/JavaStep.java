package dev.migrate.engine;

import dev.migrate.compile.RevisionClasses;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.plan.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step in Java. */
record JavaStep(Step step, String checksum) implements StepScript {

    static JavaStep read(Step step, Dialect dialect, RevisionClasses classes, boolean transactions) {
        throw Diagnostic.error("script/not-sql", "not yet").toException();
    }

    void requireOffline() {}

    @Override
    public boolean transactional() {
        return true;
    }

    @Override
    public SourceSpan start() {
        return SourceSpan.of(file());
    }

    @Override
    public int statements() {
        return 0;
    }

    @Override
    public boolean changesSession() {
        return false;
    }

    @Override
    public boolean switchesDatabase() {
        return false;
    }

    @Override
    public boolean setsConstraints() {
        return false;
    }

    @Override
    public List<Requirement> requires() {
        return List.of();
    }

    @Override
    public <E extends Exception> void each(Way way, Taker<E> taker) throws E {}

    @Override
    public boolean verifies() {
        return false;
    }

    @Override
    public <E extends Exception> void eachOfVerify(Taker<E> taker) throws E {}

    @Override
    public @Nullable String storedDowngrade() {
        return null;
    }

    @Override
    public Optional<SourceSpan> destruction() {
        return Optional.empty();
    }
}
