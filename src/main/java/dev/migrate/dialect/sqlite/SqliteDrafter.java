package dev.migrate.dialect.sqlite;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Set;

/** Drafts what makes one schema into another. */
final class SqliteDrafter implements Drafter {

    private final SqliteDialect dialect;

    SqliteDrafter(SqliteDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public List<Drafted> draft(Blueprint from, Blueprint to, Style style) {
        var canonical = new CanonicalText(SqliteSide.names(from, to));
        var here = new SqliteSide(from, canonical);
        var there = new SqliteSide(to, canonical);
        var plain = new SqliteDraft(dialect, from, here, there, canonical, Set.of());
        List<Drafted> drafted = plain.drafted();
        // SQLite reads every view and trigger again when a column goes, and refuses where one speaks of what is not there
        return plain.dropsColumns() && !plain.dependents().isEmpty()
                ? new SqliteDraft(dialect, from, here, there, canonical, plain.dependents()).drafted()
                : drafted;
    }

    @Override
    public SchemaObject comparable(SchemaObject object) {
        return Spelling.of(object);
    }
}
