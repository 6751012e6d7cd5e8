package dev.migrate.dialect.sqlite;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        // SQLite reads every view and trigger again when a column goes, and refuses where one speaks of what is not
        // there
        return plain.dropsColumns() && !plain.dependents().isEmpty()
                ? new SqliteDraft(dialect, from, here, there, canonical, plain.dependents()).drafted()
                : drafted;
    }

    /** A table's statement is what its changes make of the one that is there; what hangs on it and stays has the statement that it has. */
    @Override
    public Blueprint settled(Blueprint from, Blueprint model, Blueprint goal) {
        if (spelled(model).equals(spelled(goal))) {
            return goal;
        }
        var canonical = new CanonicalText(SqliteSide.names(from, goal));
        var here = new SqliteSide(from, canonical);
        var there = new SqliteSide(goal, canonical);
        var draft = new SqliteDraft(dialect, from, here, there, canonical, Set.of());
        try {
            draft.drafted();
        } catch (MigrateException e) {
            // who drafts it is told; a difference can be shown all the same
            return goal;
        }
        Map<List<String>, String> definitions = new HashMap<>(goal.definitions());
        for (SchemaObject object : goal.schema().objects()) {
            SqliteSide.Key key = SqliteSide.Key.of(object);
            if (object.kind() == ObjectKind.TABLE) {
                draft.definition(object).ifPresent(sql -> definitions.put(object.path(), sql));
            } else if (SqliteSide.isApart(object.kind())
                    && object.equals(here.objects().get(key))) {
                here.definition(key)
                        .ifPresent(sql -> definitions.put(SqliteSide.path(object.kind(), object.path()), sql));
            }
        }
        return new Blueprint(goal.schema(), definitions, goal.needs());
    }

    private static Set<SchemaObject> spelled(Blueprint blueprint) {
        return blueprint.schema().objects().stream()
                .map(object -> Spelling.of(object).without(List.of(SchemaObject.POSITION)))
                .collect(Collectors.toSet());
    }

    @Override
    public SchemaObject comparable(SchemaObject object) {
        return Spelling.of(object);
    }
}
