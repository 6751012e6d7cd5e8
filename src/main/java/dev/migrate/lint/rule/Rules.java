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
                new UniqueOverRows(),
                new NotNullWithoutDefault(),
                new NullsForbidden(),
                new KeyOverNulls(),
                new EnumValueGone(),
                new ForeignKeyOverRows(),
                new CastOverRows(),
                new SqliteAlter(),
                new AlgorithmNotSaid(),
                new CopiesTable(),
                new BlocksWrites(),
                new LongLockWait(),
                new InlineReferences(),
                new ForeignKeyCopies(),
                new CheckCopies(),
                new EnumReordered(),
                new VarcharOverByte(),
                new PrimaryKeyMoves(),
                new StoredColumnCopies(),
                new CounterAdded(),
                new ColumnNotLast(),
                new CharsetConverted(),
                new EngineOrPartitions(),
                new SeveralDdl(),
                new DdlBehindRows(),
                new NoPrimaryKey(),
                new RedundantIndex(),
                new ParentWithoutKey(),
                new MysqlStyle(),
                new RenamedUnderCheck(),
                new ExpressionDefault(),
                new UnknownRows(),
                new CreateIndexLocks(),
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
