package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Excerpt;
import dev.migrate.diff.Naming;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drafts what makes one schema into another. */
final class PostgresqlDrafter implements Drafter {

    private final PostgresqlDialect dialect;

    PostgresqlDrafter(PostgresqlDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public List<Drafted> draft(Blueprint from, Blueprint to, Style style) {
        Slice.Pair slice = Slice.of(from, to);
        return new Draft(dialect, slice.from(), slice.to(), style, this::comparable).drafted();
    }

    @Override
    public Optional<Excerpt> excerpt(Blueprint from, Blueprint to) {
        return Surroundings.of(from, to);
    }

    @Override
    public List<Drafted> together(List<Drafted> drafted) {
        return Together.of(drafted);
    }

    @Override
    public String worded(String statement, Naming naming) {
        return PlainWords.of(statement, naming);
    }

    /** Whether an inherited column or rule is its table's own besides cannot be changed, and shows only when the parent drops it. */
    @Override
    public SchemaObject comparable(SchemaObject object) {
        if (!"and own".equals(object.properties().get("inherited"))) {
            return PostgresqlSpelling.comparable(object);
        }
        Map<String, String> properties = new TreeMap<>(object.properties());
        properties.put("inherited", "yes");
        return PostgresqlSpelling.comparable(SchemaObject.of(object.kind(), object.path(), properties));
    }
}
