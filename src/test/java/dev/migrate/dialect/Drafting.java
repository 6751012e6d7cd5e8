package dev.migrate.dialect;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Naming;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.TestDatabase;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads databases as blueprints, drafts what makes one into another, and carries that out. */
record Drafting(Live live) implements AutoCloseable {

    private static final OwnTables OWN = new OwnTables(null, "migrate_version", "migrate_history");

    static Drafting open(TestDatabase database) {
        return new Drafting(Live.open(database));
    }

    /** Runs a script as it is written. */
    Drafting script(String text) {
        var scanner = new SqlScanner(live.session().kind(), new StringReader(text), Path.of("test.sql"), 1);
        for (var s = scanner.next(); s != null; s = scanner.next()) {
            live.execute(s.text());
        }
        return this;
    }

    /** What stands there, with every definition. */
    Blueprint blueprint() {
        try {
            return live.session().blueprint(schema(), object -> true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Schema schema() {
        try {
            return live.session().schema(SchemaScope.all(OWN));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drafts what makes this database into what a blueprint says. */
    List<Drafted> draftTo(Blueprint to) {
        return dialect().drafter().draft(blueprint(), to, Drafter.Style.PLAIN);
    }

    /** Drafts what makes this database into what a blueprint says, carries it out, and gives the statements. */
    List<String> become(Blueprint to) {
        return become(blueprint(), to);
    }

    /** The same where it is known what stands there. */
    List<String> become(Blueprint from, Blueprint to) {
        List<Drafted> drafted = dialect().drafter().draft(from, to, Drafter.Style.PLAIN);
        var definitions = new KnownDefinitions(dialect(), from);
        List<String> ran = new ArrayList<>();
        for (Drafted each : dialect().drafter().together(drafted)) {
            Rendered rendered = definitions.render(each.operation());
            List<String> statements = rendered.statements().stream()
                    .map(statement -> dialect().drafter().worded(statement, Naming.WHOLE))
                    .toList();
            ran.addAll(statements);
            if (rendered.foreignKeysOff()) {
                live.execute("PRAGMA foreign_keys = OFF");
            }
            statements.forEach(live::execute);
            if (rendered.foreignKeysOff()) {
                live.execute("PRAGMA foreign_keys = ON");
            }
        }
        return ran;
    }

    /** How this database differs from a blueprint, a line each; spelling and the order of columns aside. */
    List<String> differences(Blueprint to) {
        return differences(schema(), to);
    }

    /** The same where it is known what stands there. */
    List<String> differences(Schema now, Blueprint to) {
        Schema here = compared(now);
        Schema there = compared(to.schema());
        var difference = here.differenceTo(there);
        Map<SchemaObject, SchemaObject> theirs = restate(
                difference.changes().stream().map(change -> change.there()).toList());
        Map<SchemaObject, SchemaObject> ours = restate(
                difference.changes().stream().map(change -> change.here()).toList());
        return new ArrayList<>(
                restated(here, ours).differenceTo(restated(there, theirs)).lines("the database", "the goal"));
    }

    private Schema compared(Schema schema) {
        return Schema.of(schema.without(SchemaObject.POSITION).objects().stream()
                .map(dialect().drafter()::comparable)
                .toList());
    }

    private Map<SchemaObject, SchemaObject> restate(Collection<SchemaObject> objects) {
        try {
            return live.session().restate(objects);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema restated(Schema schema, Map<SchemaObject, SchemaObject> last) {
        Stream<SchemaObject> objects = schema.objects().stream();
        return Schema.of(objects.map(o -> last.getOrDefault(o, o)).toList());
    }

    Dialect dialect() {
        return live.session().dialect();
    }

    @Override
    public void close() {
        live.close();
    }
}
