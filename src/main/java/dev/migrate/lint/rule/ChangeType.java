package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.Draft;
import dev.migrate.lint.KnownSchema;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.TypeSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** ALTER COLUMN … TYPE, where it writes the rows or the indexes anew; {@link TypeMove} says when. */
public final class ChangeType implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P106", "change-column-type").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.SetType.class).forEach(set -> review(sight, set));
    }

    private static void review(Sight sight, Action.SetType set) {
        Name table = sight.change().onTable().orElseThrow();
        Optional<TypeSpec> old = old(sight, table, set);
        TypeMove move = move(sight, table, set);
        boolean indexed = sight.known()
                .table(table)
                .map(known -> known.isIndexed(List.of(set.column())))
                .orElse(false);
        String what = "\"" + table + "." + set.column() + "\"";
        switch (move) {
            case NOTHING, INDEXES -> {
                if (indexed && (move == TypeMove.INDEXES || set.collation() != null)) {
                    explained(
                            sight,
                            set,
                            table,
                            sight.reportOnRows(table, set.span(), "PostgreSQL builds every index on " + what + " again")
                                    .aboutLock());
                }
            }
            case UTC -> {
                if (sight.isKnownBefore(12, 0, 0) || !isUtc(sight)) {
                    sight.reportOnRows(
                                    table,
                                    set.span(),
                                    "unless the session's time zone is UTC, PostgreSQL writes all of \"" + table
                                            + "\" anew to change " + what + " to "
                                            + set.type().text())
                            .aboutRewrite()
                            .note("the rewrite holds an ACCESS EXCLUSIVE lock: nobody reads or writes the table"
                                    + " until it is done")
                            .note("PostgreSQL 12 and later see that in UTC the bytes stay as they are; the old"
                                    + " values are then taken for UTC")
                            .rewrite("SET LOCAL TimeZone = 'UTC';\n"
                                    + sight.statement().text() + ";");
                }
            }
            case ROWS -> {
                String message = old.isPresent()
                        ? "to change " + what + " from " + old.get().text() + " to "
                                + set.type().text() + ", PostgreSQL writes all of \"" + table
                                + "\" and its indexes anew"
                        : "to change " + what + " to " + set.type().text() + ", PostgreSQL writes all of \"" + table
                                + "\" and its indexes anew, unless the old type, which no revision tells, has the same"
                                + " bytes";
                Draft draft = sight.reportOnRows(table, set.span(), message).aboutRewrite();
                if (old.isEmpty()) {
                    draft.as(Severity.WARNING);
                }
                explained(sight, set, table, draft);
            }
        }
    }

    /** What the change does to the rows; the worst where the old type is not known. */
    static TypeMove move(Sight sight, Name table, Action.SetType set) {
        return isPlain(set)
                ? old(sight, table, set)
                        .map(from -> TypeMove.of(from, set.type(), sight.known()))
                        .orElse(TypeMove.ROWS)
                : TypeMove.ROWS;
    }

    private static Optional<TypeSpec> old(Sight sight, Name table, Action.SetType set) {
        return sight.known()
                .column(table, set.column())
                .flatMap(column -> Optional.ofNullable(column.type()))
                .map(ChangeType::counted);
    }

    /** A serial column is of an integer type. */
    private static TypeSpec counted(TypeSpec type) {
        return switch (type.name()) {
            case "serial" -> new TypeSpec("integer", List.of(), type.array(), false, "integer");
            case "bigserial" -> new TypeSpec("bigint", List.of(), type.array(), false, "bigint");
            case "smallserial" -> new TypeSpec("smallint", List.of(), type.array(), false, "smallint");
            default -> type;
        };
    }

    /** Whether USING, where it stands there, only says what would be done anyway. */
    private static boolean isPlain(Action.SetType set) {
        if (set.using() == null) {
            return true;
        }
        String using = bare(set.using());
        String column = bare(set.column());
        return using.equals(column)
                || using.equals(column + "::" + bare(set.type().text()));
    }

    private static String bare(String text) {
        return text.replaceAll("[\\s\"()]", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isUtc(Sight sight) {
        String zone = "";
        for (Sight.Seen seen : sight.before()) {
            if (seen.change() instanceof Change.Setting setting
                    && setting.name().equals("timezone")) {
                zone = setting.value().replace("'", "").toLowerCase(Locale.ROOT);
            }
        }
        return List.of("utc", "gmt", "0", "z").contains(zone.startsWith("etc/") ? zone.substring(4) : zone);
    }

    private static void explained(Sight sight, Action.SetType set, Name table, Draft draft) {
        draft.note(
                "it holds an ACCESS EXCLUSIVE lock meanwhile: nobody reads or writes the table until it is done (every"
                        + " version)");
        TypeSpec type = set.type();
        Optional<TypeSpec> old = sight.known().column(table, set.column()).flatMap(c -> Optional.ofNullable(c.type()));
        if (type.is("varchar")
                && type.number(0).isPresent()
                && set.using() == null
                && old.map(from -> from.is("text", "varchar")).orElse(false)) {
            String name = sight.written(SafeWay.name(table.name(), set.column(), "length"));
            draft.note("a CHECK demands the same length, and is checked while everybody reads and writes")
                    .rewrite(SafeWay.oneAfterTheOther(
                            SafeWay.alter(
                                    sight,
                                    table,
                                    "ADD CONSTRAINT " + name + " CHECK (length(" + sight.written(set.column()) + ") <= "
                                            + type.number(0).getAsInt() + ") NOT VALID"),
                            SafeWay.alter(sight, table, "VALIDATE CONSTRAINT " + name)));
        } else if (sight.known()
                .domain(type.name())
                .map(KnownSchema.Domain::constrained)
                .orElse(false)) {
            draft.note("a new column of the domain writes the table anew just so")
                    .rewrite("keep the type, and give the column what the domain \"" + type.text()
                            + "\" demands as a CHECK: NOT VALID, and VALIDATE in the next revision");
        } else {
            draft.rewrite(besides(sight, set, table));
        }
    }

    /** A second column that a trigger fills, and that takes the first one's place at the end. */
    private static String besides(Sight sight, Action.SetType set, Name table) {
        String old = sight.written(set.column());
        String fresh = sight.written(set.column() + "_new");
        String value =
                set.using() != null ? set.using() : old + "::" + set.type().text();
        String copy = SafeWay.name(table.name(), set.column(), "copy");
        String function = sight.written(new Name(table.schema(), copy));
        String on = sight.written(table);
        return SafeWay.alter(
                        sight,
                        table,
                        "ADD COLUMN " + fresh + " " + set.type().text()
                                + (set.collation() == null ? "" : " COLLATE " + sight.written(set.collation())))
                + "\nCREATE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS $$\n"
                + "BEGIN\n"
                + "    NEW." + fresh + " := (SELECT " + value + " FROM (SELECT NEW.*) AS " + sight.written(table.name())
                + ");\n"
                + "    RETURN NEW;\n"
                + "END $$;\n"
                + "CREATE TRIGGER " + sight.written(copy) + " BEFORE INSERT OR UPDATE ON " + on
                + " FOR EACH ROW EXECUTE FUNCTION " + function + "();\n"
                + SafeWay.batches(
                        sight,
                        table,
                        "UPDATE " + on + " SET " + fresh + " = " + value,
                        fresh + " IS NULL AND " + old + " IS NOT NULL")
                + "\n-- in a last revision, once there is an index for each that the column has\n"
                + "DROP TRIGGER " + sight.written(copy) + " ON " + on + ";\n"
                + "DROP FUNCTION " + function + "();\n"
                + SafeWay.alter(sight, table, "DROP COLUMN " + old) + "\n"
                + SafeWay.alter(sight, table, "RENAME COLUMN " + fresh + " TO " + old);
    }
}
