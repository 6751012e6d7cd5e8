package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.schema.SchemaObject;
import java.util.List;

/** Drafts what makes one schema into another. */
final class PostgresqlDrafter implements Drafter {

    @Override
    public List<Drafted> draft(Blueprint from, Blueprint to, Style style) {
        throw new UnsupportedOperationException("not drafted yet");
    }

    @Override
    public SchemaObject comparable(SchemaObject object) {
        return PostgresqlSpelling.comparable(object);
    }
}
