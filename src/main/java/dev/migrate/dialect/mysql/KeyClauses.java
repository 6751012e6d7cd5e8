package dev.migrate.dialect.mysql;

import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.Dialect;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to the keys, indexes and checks of a table that stays. */
final class KeyClauses {

    private static final String PRIMARY = "PRIMARY";

    private final MysqlTable from;
    private final MysqlTable to;
    private final Dialect dialect;
    private final Wording wording;
    private final Set<String> remade;
    private final Set<String> gone;
    private final Set<String> coming;

    /**
     * The differences of two tables.
     *
     * @param remade columns that are dropped and made again
     * @param gone indexes that have gone along with a foreign key
     * @param coming foreign keys that are made later, and bring an index of their name
     */
    KeyClauses(
            MysqlTable from,
            MysqlTable to,
            Dialect dialect,
            Wording wording,
            Set<String> remade,
            Set<String> gone,
            Set<String> coming) {
        this.from = from;
        this.to = to;
        this.dialect = dialect;
        this.wording = wording;
        this.remade = remade;
        this.gone = gone;
        this.coming = coming;
    }

    /** What must go in a statement of its own. */
    List<Clause> dropsBefore() {
        return from.keys().values().stream()
                .filter(this::goesBefore)
                .map(this::drop)
                .toList();
    }

    /**
     * MySQL takes a full-text index with another parser for the one that is there, and changes no column's spatial reference system as long as an index is over it.
     */
    private boolean goesBefore(SchemaObject key) {
        SchemaObject is = to.keys().get(key.name());
        String parser = "parser";
        boolean parsed = is != null
                && !Objects.equals(key.properties().get(parser), is.properties().get(parser));
        return parsed
                || "SPATIAL".equals(key.properties().get("type"))
                        && from.columns().values().stream()
                                .anyMatch(column -> isMovedInSpace(column)
                                        && from.key(key.name()).mentions(column.name()));
    }

    private boolean isMovedInSpace(SchemaObject column) {
        SchemaObject is = to.columns().get(column.name());
        String system = "spatial reference system";
        return is != null
                && !Objects.equals(column.properties().get(system), is.properties().get(system));
    }

    List<Clause> drops() {
        List<Clause> clauses = new ArrayList<>();
        for (String check : from.checks().keySet()) {
            if (isMadeAnew(check) && !isToggled(check)) {
                clauses.add(dropCheck(check));
            }
        }
        for (SchemaObject key : from.keys().values()) {
            if (!gone.contains(key.name()) && !stays(key) && !isToggled(key) && !goesBefore(key)) {
                clauses.add(drop(key));
            }
        }
        return clauses;
    }

    List<Clause> adds() {
        List<Clause> clauses = new ArrayList<>();
        for (SchemaObject key : to.keys().values()) {
            SchemaObject was = from.keys().get(key.name());
            boolean there = was != null && !gone.contains(key.name()) && !goesBefore(was);
            if (there && isToggled(was)) {
                clauses.add(toggle(key));
            } else if ((!there || !stays(was)) && !comesWithForeignKey(key)) {
                clauses.add(add(key));
            }
        }
        for (String check : to.checks().keySet()) {
            if (from.checks().containsKey(check) && isToggled(check)) {
                boolean enforced = !to.checks().get(check).properties().containsKey("enforced");
                clauses.add(Clause.of(
                        "ALTER CHECK " + quote(check) + (enforced ? " ENFORCED" : " NOT ENFORCED"),
                        null,
                        enforced ? Clause.Cost.COPY : Clause.Cost.INSTANT));
            } else if (!from.checks().containsKey(check) || isMadeAnew(check)) {
                clauses.add(addCheck(check));
            }
        }
        return clauses;
    }

    private boolean stays(SchemaObject key) {
        return key.equals(to.keys().get(key.name())) && !mentionsRemade(from.key(key.name()));
    }

    private boolean mentionsRemade(DefinitionText.Element line) {
        return remade.stream().anyMatch(line::mentions);
    }

    /** Whether nothing changes but that the optimizer takes no notice of it. */
    private boolean isToggled(SchemaObject key) {
        SchemaObject is = to.keys().get(key.name());
        List<String> toggles = List.of("visible", "ignored");
        return is != null
                && !key.equals(is)
                && key.without(toggles).equals(is.without(toggles))
                && !mentionsRemade(from.key(key.name()));
    }

    private Clause toggle(SchemaObject key) {
        boolean hidden = key.properties().containsKey("visible")
                || key.properties().containsKey("ignored");
        String words = dialect.kind() == DatabaseKind.MARIADB
                ? hidden ? " IGNORED" : " NOT IGNORED"
                : hidden ? " INVISIBLE" : " VISIBLE";
        return Clause.of("ALTER INDEX " + quote(key.name()) + words, null, Clause.Cost.INPLACE);
    }

    /** InnoDB makes an index of a foreign key's name over its columns, where there is none that does. */
    private boolean comesWithForeignKey(SchemaObject key) {
        SchemaObject foreign = to.foreignKeys().get(key.name());
        return foreign != null && coming.contains(key.name()) && isOwnIndex(key, foreign);
    }

    /** Whether an index is such as InnoDB makes for a foreign key. */
    static boolean isOwnIndex(SchemaObject key, SchemaObject foreign) {
        return key.kind() == ObjectKind.INDEX
                && key.name().equals(foreign.name())
                && Objects.equals(key.properties().get("columns"), foreign.properties().get("columns"))
                && Set.of("columns", "type").equals(key.properties().keySet());
    }

    private Clause drop(SchemaObject key) {
        if (key.name().equals(PRIMARY)) {
            AddConstraint was = wording.primaryKey(from.key(PRIMARY))
                    .map(made -> new AddConstraint(from.name(), made, false))
                    .orElse(null);
            boolean another = to.keys().containsKey(PRIMARY);
            return Clause.of(
                    "DROP PRIMARY KEY",
                    new DropConstraint(from.name(), "", true, false, false, was),
                    another ? Clause.Cost.INPLACE : Clause.Cost.COPY);
        }
        return Clause.of("DROP INDEX " + quote(key.name()), dropped(key), Clause.Cost.INPLACE);
    }

    private Operation dropped(SchemaObject key) {
        DefinitionText.Element line = from.key(key.name());
        var unique = wording.unique(line);
        return unique.isPresent()
                ? new DropConstraint(
                        from.name(),
                        key.name(),
                        false,
                        false,
                        false,
                        new AddConstraint(from.name(), unique.get(), false))
                : new DropIndex(from.name(), key.name(), false, wording.index(line).orElse(null));
    }

    private Clause add(SchemaObject key) {
        DefinitionText.Element line = to.key(key.name());
        boolean plain = !line.isA("FULLTEXT") && !line.isA("SPATIAL");
        return Clause.of(
                "ADD " + line.text(), added(key, line), plain ? Clause.Cost.INPLACE : Clause.Cost.COPY);
    }

    private @Nullable Operation added(SchemaObject key, DefinitionText.Element line) {
        if (key.name().equals(PRIMARY)) {
            return wording.primaryKey(line)
                    .map(made -> new AddConstraint(to.name(), made, false))
                    .orElse(null);
        }
        var unique = wording.unique(line);
        return unique.isPresent()
                ? new AddConstraint(to.name(), unique.get(), false)
                : wording.index(line)
                        .map(index -> new CreateIndex(to.name(), index, false, false))
                        .orElse(null);
    }

    private boolean isMadeAnew(String check) {
        return !Objects.equals(from.checks().get(check), to.checks().get(check))
                || mentionsRemade(from.check(check));
    }

    private boolean isToggled(String check) {
        SchemaObject is = to.checks().get(check);
        SchemaObject was = from.checks().get(check);
        List<String> enforced = List.of("enforced");
        return is != null
                && !was.equals(is)
                && was.without(enforced).equals(is.without(enforced))
                && !mentionsRemade(from.check(check));
    }

    private Clause dropCheck(String check) {
        AddConstraint was = wording.check(from.check(check))
                .map(made -> new AddConstraint(from.name(), made, false))
                .orElse(null);
        return Clause.of(
                "DROP CONSTRAINT " + quote(check),
                new DropConstraint(from.name(), check, false, false, false, was),
                Clause.Cost.INSTANT);
    }

    private Clause addCheck(String check) {
        DefinitionText.Element line = to.check(check);
        return Clause.of(
                "ADD " + line.text(),
                wording.check(line)
                        .map(made -> new AddConstraint(to.name(), made, false))
                        .orElse(null),
                line.text().endsWith(")") ? Clause.Cost.COPY : Clause.Cost.INSTANT);
    }

    private String quote(String name) {
        return dialect.quote(name);
    }
}
