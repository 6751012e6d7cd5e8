package dev.migrate.dialect;

import dev.migrate.diff.Blueprint;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.TreeMap;

/** Renders operations one after another for a database whose definitions are known, each behind what those before it have done. */
public final class KnownDefinitions {

    private final Dialect dialect;
    private final KnownTables tables;

    /** What the blueprint has the definition of is known. */
    public KnownDefinitions(Dialect dialect, Blueprint from) {
        this.dialect = dialect;
        this.tables = new KnownTables(dialect.kind());
        // also of what the schema leaves out: the index of a table that is made anew must come back
        var definitions = new TreeMap<List<String>, String>(SchemaObject::comparePaths);
        definitions.putAll(from.definitions());
        definitions.values().forEach(tables::apply);
    }

    /** An operation as statements; the next is rendered as if they had run. */
    public Rendered render(Operation operation) {
        Rendered rendered = dialect.render(operation, tables);
        rendered.statements().forEach(tables::apply);
        return rendered;
    }
}
