package dev.migrate.command;

import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Naming;
import dev.migrate.engine.Run;
import dev.migrate.model.Server;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What stands in a database now.
 *
 * @param schema what stands there
 * @param server what kind of server it is
 * @param dialect what it speaks
 * @param home which names go without their schema where no other schema is looked at; asked for when a script is written
 * @param definitions completes the schema with what drafting must know of the objects that differ
 */
record Present(
        Schema schema,
        Server server,
        Dialect dialect,
        Supplier<Naming> home,
        Function<SchemaDifference, Blueprint> definitions) {

    /** What stands in the database of an open session. */
    static Present of(Run run, List<String> schemas) {
        Schema schema = run.schema(schemas);
        return new Present(
                schema,
                new Server(run.session().kind(), run.session().serverVersion()),
                run.session().dialect(),
                run::naming,
                difference -> run.blueprint(schema, wanted(schema, difference)::test));
    }

    /** The same place with what stands in it read already. */
    Present with(Blueprint blueprint) {
        Naming read = home.get();
        return new Present(blueprint.schema(), server, dialect, () -> read, difference -> blueprint);
    }

    /** Which names go without their schema: those of one schema, where no other is looked at. */
    Naming naming(List<String> schemas) {
        Naming read = home.get();
        boolean alone = schemas.isEmpty() || read.home() != null && schemas.equals(List.of(read.home()));
        return alone ? read : Naming.WHOLE;
    }

    /** With everything that drafting must know. */
    Blueprint blueprint(SchemaDifference difference) {
        return definitions.apply(difference);
    }

    /**
     * The tables that differ, and those that refer to them; and everything else, of which there is little. A database of a thousand tables
     * is not asked for each.
     */
    private static java.util.function.Predicate<SchemaObject> wanted(Schema schema, SchemaDifference difference) {
        Set<List<String>> around = new HashSet<>();
        Set<String> names = new HashSet<>();
        difference.onlyHere().forEach(object -> add(object, around, names));
        difference.onlyThere().forEach(object -> add(object, around, names));
        difference.changes().forEach(change -> add(change.here(), around, names));
        for (SchemaObject object : schema.objects()) {
            if (object.kind() == ObjectKind.FOREIGN_KEY
                    && object.properties().values().stream()
                            .anyMatch(text -> names.stream().anyMatch(text::contains))) {
                add(object, around, new HashSet<>());
            }
        }
        return object -> object.kind() != ObjectKind.TABLE || around.contains(object.path());
    }

    private static void add(SchemaObject object, Set<List<String>> around, Set<String> names) {
        for (int i = 1; i <= object.path().size(); i++) {
            around.add(object.path().subList(0, i));
        }
        names.add(object.path().get(object.path().size() > 1 ? object.path().size() - 2 : 0));
    }
}
