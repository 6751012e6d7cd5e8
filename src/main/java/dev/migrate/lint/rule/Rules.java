package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.UnusedAllowance;
import java.util.List;

/** Every rule of the review, in the order of their ids. */
public final class Rules {

    private Rules() {}

    /** All of them. */
    public static List<Rule> all() {
        return List.of(
                new RenameTable(),
                new RenameColumn(),
                new RenameValue(),
                new DropNotNull(),
                new ChangeDefault(),
                new NarrowColumn(),
                new DropSchema(),
                new DropTable(),
                new DropColumn(),
                new TruncateTable(),
                new DropIndexInUse(),
                new DropConstraint(),
                new DropThenCreate(),
                new DowngradeLoses(),
                new VolatileDefault(),
                new AddCounter(),
                new AddStoredColumn(),
                new ConstrainedDomain(),
                new SetNotNull(),
                new ChangeType(),
                new AddCheck(),
                new AddForeignKey(),
                new ValidateTooSoon(),
                new AddUnique(),
                new AddExclusion(),
                new CreateIndexLocks(),
                new DropIndexLocks(),
                new ReindexLocks(),
                new OutsideTransaction(),
                new ConcurrentlyIfNotExists(),
                new ConcurrentlyCorrupts(),
                new PartitionedIndex(),
                new WideIndex(),
                new AttachPartitionScans(),
                new DetachPartitionLocks(),
                new RewriteTable(),
                new TriggersAndRowSecurity(),
                new AddJsonColumn(),
                new EnumValueUsed(),
                new NoLockTimeout(),
                new NoStatementTimeout(),
                new WorkUnderLock(),
                new SeveralScans(),
                new SeveralTablesLocked(),
                new BackfillUnderLock(),
                new UnboundedRows(),
                new ForeignKeyWithoutIndex(),
                new TransactionControl(),
                new ColumnPadding(),
                new UnguardedStatement(),
                new DropCascade(),
                new AccessChange(),
                new ExtensionUpgrade(),
                new SmallKey(),
                new SerialColumn(),
                new LimitedText(),
                new TimestampWithoutZone(),
                new LongIdentifier(),
                new NamingStyle(),
                new UnqualifiedName(),
                new UnreadableStatement(),
                new UnusedAllowance(),
                new AssignedTwice());
    }
}
