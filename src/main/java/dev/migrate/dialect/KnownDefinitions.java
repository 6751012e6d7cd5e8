package dev.migrate.dialect;

import dev.migrate.diff.Blueprint;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.Map;
import java.util.TreeMap;

/** Renders operations one after another for a database whose definitions are known, each behind what those before it have done. */
public final class KnownDefinitions {

    private final Dialect dialect;
    private final KnownTables tables;

    /** What stands in the blueprint is known. */
    public KnownDefinitions(Dialect dialect, Blueprint from) {
        this.dialect = dialect;
        this.tables = new KnownTables(dialect.kind());
        Map<SchemaObject, String> later = new TreeMap<>();
        for (SchemaObject object : from.schema().objects()) {
            from.definition(object.path()).ifPresent(sql -> {
                if (object.kind() == ObjectKind.TABLE) {
                    tables.apply(sql);
                } else {
                    later.put(object, sql);
                }
            });
        }
        later.values().forEach(tables::apply);
    }

    /** An operation as statements; the next is rendered as if they had run. */
    public Rendered render(Operation operation) {
        Rendered rendered = dialect.render(operation, tables);
        rendered.statements().forEach(tables::apply);
        return rendered;
    }
}
