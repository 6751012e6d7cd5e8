package dev.migrate.operation;

/** One change that a revision asks for, the same for every database. */
public sealed interface Operation
        permits CreateTable,
                DropTable,
                CommentOnTable,
                SetTableProperties,
                AlterTable,
                AddColumn,
                DropColumn,
                AlterColumn,
                CreateIndex,
                DropIndex,
                AddConstraint,
                DropConstraint,
                ValidateConstraint,
                Rename,
                Drop,
                CreateSchema,
                CreateSequence,
                AlterSequence,
                CreateView,
                RefreshView,
                CreateRoutine,
                CreateTrigger,
                CreateEnum,
                AddEnumValue,
                RenameEnumValue,
                CreateExtension,
                CreateDomain,
                ChangePrivileges,
                Execute,
                RunFile,
                BulkInsert,
                BackfillRows {

    /** What takes it back. */
    Reversal reverse();

    /** Calls the visitor's method for this operation. */
    <R> R accept(OperationVisitor<R> visitor);

    /** The call that made it, for messages: {@code createTable("users")}. */
    String call();
}
