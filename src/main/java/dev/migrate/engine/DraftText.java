package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.KnownDefinitions;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import java.util.List;

/** Drafted operations as they stand in a script. */
public final class DraftText {

    private DraftText() {}

    /** The body of a method of a Java migration. */
    public static String java(List<Drafted> drafted) {
        throw new UnsupportedOperationException("Java of " + drafted);
    }

    /** The text of a section of a SQL script. */
    public static String sql(Dialect dialect, Blueprint from, List<Drafted> drafted) {
        var definitions = new KnownDefinitions(dialect, from);
        var text = new StringBuilder();
        for (Drafted each : drafted) {
            each.losses().forEach(loss -> text.append("-- loses: ").append(loss).append('\n'));
            definitions.render(each.operation()).statements().forEach(sql -> text.append(sql).append(";\n"));
        }
        return text.toString();
    }
}
