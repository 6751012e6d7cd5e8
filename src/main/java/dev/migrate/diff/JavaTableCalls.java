package dev.migrate.diff;

import static dev.migrate.diff.JavaPiece.string;
import static dev.migrate.diff.JavaPiece.strings;

import dev.migrate.Constraint;
import dev.migrate.Generated;
import dev.migrate.Index;
import dev.migrate.diff.JavaPiece.Chain;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.Counting;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls for what changes of a table, which name the table unless they stand among the changes of one. */
final class JavaTableCalls {

    private final String on;
    private final @Nullable JavaPiece table;

    /**
     * Calls.
     *
     * @param on what they are made on
     * @param table the table's name; null where they do not give it
     */
    JavaTableCalls(String on, @Nullable JavaPiece table) {
        this.on = on;
        this.table = table;
    }

    Chain of(Operation change) {
        if (change instanceof AddColumn add) {
            return call("addColumn", List.of(), List.of(JavaElement.column(add.column())))
                    .thenIf(add.ifNotExists(), "ifNotExists")
                    .thenIf(add.first(), "first")
                    .thenIf(add.after(), "after");
        }
        if (change instanceof DropColumn drop) {
            return drop(drop);
        }
        if (change instanceof AlterColumn alter) {
            return alter(alter);
        }
        if (change instanceof AddConstraint add) {
            return add(add.constraint()).thenIf(add.notValid(), "notValid");
        }
        if (change instanceof DropConstraint drop) {
            return drop(drop);
        }
        if (change instanceof CreateIndex create) {
            Index index = create.index();
            Chain chain = call("createIndex", List.of(string(index.name())), JavaElement.keys(index));
            return JavaElement.indexOptions(chain, index)
                    .thenIf(create.concurrently(), "concurrently")
                    .thenIf(create.ifNotExists(), "ifNotExists");
        }
        if (change instanceof DropIndex drop) {
            Chain chain = call("dropIndex", List.of(string(drop.index())), List.of())
                    .thenIf(drop.concurrently(), "concurrently");
            return drop.was() == null ? chain : chain.then("was", JavaElement.index(drop.was()));
        }
        throw new IllegalArgumentException("no change of a table: " + change.call());
    }

    /** A call whose table stands between its arguments. */
    private Chain call(String name, List<JavaPiece> before, List<? extends JavaPiece> behind) {
        var arguments = new ArrayList<JavaPiece>(before);
        if (table != null) {
            arguments.add(table);
        }
        arguments.addAll(behind);
        return Chain.of(on + "." + name, arguments);
    }

    private Chain drop(DropColumn drop) {
        Chain chain = call("dropColumn", List.of(), List.of(string(drop.column())))
                .thenIf(drop.ifExists(), "ifExists")
                .thenIf(drop.cascade(), "cascade");
        AddColumn was = drop.was();
        boolean exact = was != null && !was.ifNotExists() && !was.first() && was.after() == null;
        return exact ? chain.then("was", JavaElement.column(was.column())) : chain;
    }

    private Chain drop(DropConstraint drop) {
        AddConstraint was = drop.was();
        Chain chain = drop.constraint().isEmpty()
                ? call("dropPrimaryKey", List.of(), List.of())
                : call("dropConstraint", List.of(string(drop.constraint())), List.of());
        chain = chain.thenIf(drop.ifExists(), "ifExists").thenIf(drop.cascade(), "cascade");
        return was == null || was.notValid() ? chain : chain.then("was", JavaElement.constraint(was.constraint()));
    }

    private Chain add(Constraint constraint) {
        List<JavaPiece> name = java.util.Collections.singletonList(string(constraint.name()));
        if (constraint instanceof Constraint.PrimaryKey key) {
            return JavaElement.timing(call("createPrimaryKey", name, strings(key.columns())), key.timing());
        }
        if (constraint instanceof Constraint.Unique key) {
            return JavaElement.timing(
                    call("createUniqueConstraint", name, strings(key.columns()))
                            .thenIf(!key.areNullsDistinct(), "nullsNotDistinct"),
                    key.timing());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return JavaElement.foreignKey(call("createForeignKey", name, strings(key.columns())), key);
        }
        if (constraint instanceof Constraint.Check check) {
            return call("createCheckConstraint", name, List.of(string(check.expression())));
        }
        return call("addConstraint", List.of(), List.of(JavaElement.constraint(constraint)));
    }

    private Chain alter(AlterColumn alter) {
        ColumnChange change = alter.change();
        Chain chain = call("alterColumn", List.of(), List.of(string(alter.column())))
                .thenIf(change.name(), "rename");
        if (change.type() != null) {
            chain = chain.then("type", JavaElement.type(change.type()));
        }
        chain = chain.thenIf(change.using(), "using");
        if (change.nullable() != null) {
            chain = change.nullable() ? chain.then("nullable", JavaPiece.of("true")) : chain.then("notNull");
        }
        if (change.initial() != null) {
            chain = change.initial().to() == null
                    ? chain.then("dropDefault")
                    : JavaElement.initial(chain, change.initial().to());
        }
        if (change.comment() != null) {
            chain = chain.then("comment", string(change.comment().to()));
        }
        if (change.collation() != null) {
            chain = chain.then("collate", string(change.collation().to()));
        }
        if (change.identity() != null) {
            chain = change.identity().to() == null
                    ? chain.then("dropIdentity")
                    : chain.then("identity", JavaElement.identity(change.identity().to()));
        }
        if (change.generated() != null) {
            Generated formula = change.generated().to();
            chain = formula == null ? chain.then("dropGenerated") : JavaElement.generated(chain, formula);
        }
        return alter.was() == null ? chain : chain.then("was", JavaElement.column(alter.was()));
    }

    /** How a sequence counts. */
    static Chain counting(Chain begun, Counting counting) {
        Chain chain = number(begun, "startWith", counting.start());
        chain = number(chain, "incrementBy", counting.increment());
        chain = number(chain, "minValue", counting.minimum());
        chain = number(chain, "maxValue", counting.maximum());
        chain = number(chain, "cache", counting.cache());
        if (counting.cycle() != null) {
            chain = chain.then("cycle", JavaPiece.of(counting.cycle().toString()));
        }
        return number(chain, "restartWith", counting.restart()).thenIf(counting.owner(), "ownedBy");
    }

    private static Chain number(Chain chain, String name, @Nullable Long number) {
        return number == null ? chain : chain.then(name, JavaValue.of(number));
    }
}
