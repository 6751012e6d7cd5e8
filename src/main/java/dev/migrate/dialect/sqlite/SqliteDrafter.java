package dev.migrate.dialect.sqlite;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import java.util.List;

/** Drafts what makes one schema into another. */
final class SqliteDrafter implements Drafter {

    @Override
    public List<Drafted> draft(Blueprint from, Blueprint to, Style style) {
        throw new UnsupportedOperationException("not drafted yet");
    }
}
