package dev.migrate.lint.fix;

import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does, as keys that are the same for what makes something and what takes it away again.
 *
 * @param keys such as {@code column users.bio}; empty where that cannot be told
 * @param names what the statement is about: tables, indexes, constraints
 */
record Effects(Set<String> keys, Set<String> names) {

    static Effects of(Change change) {
        Effects effects = new Effects(new HashSet<>(), new HashSet<>());
        effects.read(change);
        return effects;
    }

    private void read(Change change) {
        change.onTable().ifPresent(table -> names.add(low(table.name())));
        if (change instanceof Change.CreateTable create) {
            key("table", create.table());
            create.constraints().forEach(this::references);
            create.columns().stream().filter(c -> c.references() != null).forEach(c -> name(c.references()));
        } else if (change instanceof Change.Drop drop) {
            drop.names().forEach(name -> key(drop.kind(), name));
        } else if (change instanceof Change.CreateIndex index) {
            key("index", index.index().name());
        } else if (change instanceof Change.DropIndex drop) {
            drop.indexes().forEach(index -> key("index", index));
        } else if (change instanceof Change.CreateView view) {
            key(view.materialized() ? "materialized view" : "view", view.view());
        } else if (change instanceof Change.CreateEnum type) {
            key("type", type.type());
        } else if (change instanceof Change.CreateSchema schema) {
            key("schema", schema.schema());
        } else if (change instanceof Change.AlterTable alter) {
            alter.actions().forEach(action -> read(alter.table(), action));
        } else if (change instanceof Change.Rows rows) {
            keys.add("rows " + low(rows.table().name()));
        }
    }

    private void read(Name on, Action action) {
        String table = low(on.name());
        if (action instanceof Action.AddColumn add) {
            part("column", table, add.column().name());
            if (add.column().references() != null) {
                name(add.column().references());
            }
        } else if (action instanceof Action.DropColumn drop) {
            part("column", table, drop.column());
        } else if (action instanceof Action.AddConstraint add) {
            references(add.constraint());
            part("constraint", table, named(table, add.constraint()));
        } else if (action instanceof Action.DropConstraint drop) {
            part("constraint", table, drop.name());
        } else if (action instanceof Action.ValidateConstraint validate) {
            names.add(low(validate.name()));
        } else if (action instanceof Action.SetNotNull set) {
            part("null", table, set.column());
        } else if (action instanceof Action.DropNotNull drop) {
            part("null", table, drop.column());
        } else if (action instanceof Action.SetDefault set) {
            part("default", table, set.column());
        } else if (action instanceof Action.DropDefault drop) {
            part("default", table, drop.column());
        } else if (action instanceof Action.SetType set) {
            part("type", table, set.column());
        } else if (action instanceof Action.RenameColumn rename) {
            keys.add("rename " + table + "." + pair(rename.from(), rename.to()));
        } else if (action instanceof Action.RenameTable rename) {
            name(rename.to());
            keys.add("rename " + pair(on.name(), rename.to().name()));
        } else {
            // something that no other statement is known to take back
            keys.add("other " + table + " " + action);
        }
    }

    private static @Nullable String named(String table, ConstraintSpec constraint) {
        if (constraint.name() != null) {
            return constraint.name();
        }
        String columns = String.join("_", constraint.columns());
        return switch (constraint.kind()) {
            case FOREIGN_KEY -> table + "_" + columns + "_fkey";
            case UNIQUE -> table + "_" + columns + "_key";
            case PRIMARY_KEY -> table + "_pkey";
            default -> null;
        };
    }

    private void references(ConstraintSpec constraint) {
        if (constraint.references() != null) {
            name(constraint.references());
        }
    }

    private void name(@Nullable Name name) {
        if (name != null) {
            names.add(low(name.name()));
        }
    }

    private void key(String kind, @Nullable String name) {
        if (name != null) {
            key(kind, Name.of(name));
        }
    }

    private void key(String kind, Name name) {
        names.add(low(name.name()));
        keys.add(kind + " " + low(name.name()));
    }

    private void part(String kind, String table, @Nullable String part) {
        if (part == null) {
            keys.add(kind + " " + table + " without a name");
            return;
        }
        keys.add(kind + " " + table + "." + low(part));
        if (kind.equals("constraint")) {
            names.add(low(part));
        }
    }

    private static String pair(String one, String other) {
        String a = low(one);
        String b = low(other);
        return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
    }

    private static String low(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
