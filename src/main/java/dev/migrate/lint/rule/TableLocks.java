package dev.migrate.lint.rule;

import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which of PostgreSQL's locks statements take on tables (documentation of "Explicit Locking"; seen in pg_locks on 14
 * and 18).
 */
final class TableLocks {

    private TableLocks() {}

    /**
     * The tables that a statement lets nobody read until its transaction ends: those under an ACCESS EXCLUSIVE lock.
     */
    static List<Name> exclusive(Change change) {
        if (change instanceof Change.AlterTable alter) {
            return alter.actions().stream().anyMatch(TableLocks::isExclusive) ? List.of(alter.table()) : List.of();
        }
        if (change instanceof Change.Truncate truncate) {
            return truncate.tables();
        }
        if (change instanceof Change.LockTable lock
                && lock.mode().contains("exclusive")
                && lock.mode().startsWith("access")) {
            return lock.tables();
        }
        if (change instanceof Change.Rewrite rewrite && rewrite.table() != null && !rewrite.concurrently()) {
            return List.of(rewrite.table());
        }
        if (change instanceof Change.CreateTable create && create.partitionOf() != null) {
            return List.of(create.partitionOf());
        }
        return List.of();
    }

    /** The same of a statement that has gone by, those left out that its run had made. */
    static Stream<Name> exclusive(Sight.Seen seen) {
        return seen.wasNew() ? Stream.empty() : exclusive(seen.change()).stream();
    }

    /** The tables that are locked in this transaction before the statement, and that others use. */
    static List<Name> held(Sight sight) {
        return sight.transaction().stream()
                .flatMap(TableLocks::exclusive)
                .filter(table -> !sight.isNew(table))
                .toList();
    }

    private static boolean isExclusive(Action action) {
        if (action instanceof Action.AddConstraint add) {
            return add.constraint().kind() != ConstraintSpec.Kind.FOREIGN_KEY;
        }
        if (action instanceof Action.Switch change) {
            return !change.what().contains("trigger");
        }
        if (action instanceof Action.DetachPartition detach) {
            return !detach.concurrently();
        }
        if (action instanceof Action.Other other) {
            String text = other.text().toUpperCase(Locale.ROOT);
            return !text.contains("STATISTICS")
                    && !text.startsWith("SET (")
                    && !text.startsWith("RESET (")
                    && !text.startsWith("CLUSTER ON")
                    && !text.startsWith("SET WITHOUT CLUSTER");
        }
        return !(action instanceof Action.ValidateConstraint)
                && !(action instanceof Action.AttachPartition)
                && !(action instanceof Action.SetOption);
    }

    /** Whether an action reads or writes every row of its table under its lock, as far as the statement tells. */
    static boolean scans(Action action) {
        if (action instanceof Action.AddConstraint add) {
            ConstraintSpec constraint = add.constraint();
            return constraint.usingIndex() == null && !constraint.notValid() && !constraint.notEnforced();
        }
        return action instanceof Action.SetNotNull
                || action instanceof Action.SetType
                || action instanceof Action.AddColumn add
                        && (!add.column().checks().isEmpty()
                                || add.column().generated() != dev.migrate.lint.grammar.ColumnSpec.Generated.NO);
    }
}
