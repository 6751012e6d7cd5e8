package dev.migrate.command;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Selection;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.Map;

/**
 * How an environment wants two schemas to be compared.
 *
 * @param dialect what the databases speak
 * @param settings what is compared
 */
record Matching(Dialect dialect, AutogenerateSettings settings) {

    static Matching of(Workspace workspace, Dialect dialect) {
        return new Matching(dialect, workspace.environment().autogenerate());
    }

    /** Whether a path begins with a schema. */
    boolean hasSchemas() {
        return dialect.kind() == DatabaseKind.POSTGRESQL;
    }

    /** Compares. */
    Comparison of(Blueprint here, Blueprint there) {
        return of(here, there, Map.of());
    }

    /**
     * Compares.
     *
     * @param wordings objects as the server words them once it has read its own wording
     */
    Comparison of(Blueprint here, Blueprint there, Map<SchemaObject, SchemaObject> wordings) {
        var selection = new Selection(settings.include(), settings.exclude(), hasSchemas());
        var switches = new Comparison.Switches(
                settings.compareType(), settings.compareServerDefault(), settings.compareComments());
        return Comparison.of(
                here,
                there,
                selection.among(here.schema(), there.schema()),
                switches,
                object -> dialect.drafter().comparable(wordings.getOrDefault(object, object)));
    }

    /** Compares, and has what is worded otherwise read once more on a scratch database that holds the tables. */
    Comparison on(Rehearsal scratch, Blueprint here, Blueprint there) {
        Comparison comparison = of(here, there);
        List<SchemaObject> changed = comparison.changed();
        return changed.isEmpty() ? comparison : of(here, there, scratch.restate(changed));
    }
}
