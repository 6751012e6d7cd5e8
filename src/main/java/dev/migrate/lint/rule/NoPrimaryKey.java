package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import java.util.List;

/** A table without a primary key: row-based replication looks for each changed row in the whole table (MySQL 8.0 manual, 19.5.1). */
public final class NoPrimaryKey implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M120", "no-primary-key").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.CreateTable create)
                || create.temporary()
                || create.hasPrimaryKey()
                || create.columns().isEmpty()
                || create.asSelect()
                || create.options().containsKey("like")
                || hasOtherKey(create)
                || getsOne(sight, create)) {
            return;
        }
        sight.report("\"" + create.table() + "\" has no primary key")
                .note("InnoDB then keeps a hidden one that nobody can use; a replica looks for each row that changes"
                        + " in the whole table")
                .note("gh-ost and pt-online-schema-change need a key to copy a table by, group replication needs one"
                        + " too")
                .rewrite("ALTER TABLE " + sight.written(create.table()) + " ADD COLUMN "
                        + sight.written(freeName(create)) + " bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY;");
    }

    /** Whether a later statement of the revision gives it a primary key, as dumps do. */
    private static boolean getsOne(Sight sight, Change.CreateTable create) {
        return sight.later().stream()
                .map(Sight.Seen::change)
                .filter(change ->
                        change.onTable().filter(create.table()::matches).isPresent())
                .flatMap(change -> change.actions(Action.AddConstraint.class))
                .anyMatch(add -> add.constraint().kind() == ConstraintSpec.Kind.PRIMARY_KEY);
    }

    private static String freeName(Change.CreateTable create) {
        String name = "id";
        while (has(create.columns(), name)) {
            name = "row_" + name;
        }
        return name;
    }

    private static boolean has(List<ColumnSpec> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    /** A unique key whose columns are never null does what a primary key does. */
    private static boolean hasOtherKey(Change.CreateTable create) {
        return create.columns().stream().anyMatch(column -> column.unique() && column.notNull())
                || create.constraints().stream()
                        .anyMatch(c -> c.kind() == ConstraintSpec.Kind.UNIQUE
                                && c.columns().stream().allMatch(name -> create.columns().stream()
                                        .anyMatch(column -> column.name().equalsIgnoreCase(name) && column.notNull())));
    }
}
