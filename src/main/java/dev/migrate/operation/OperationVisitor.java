package dev.migrate.operation;

/**
 * Something done for each kind of operation: Java 17 has no exhaustive switch over types, so that the compiler proves by this that none is forgotten.
 *
 * @param <R> what it gives
 */
public interface OperationVisitor<R> {

    /** For {@link CreateTable}. */
    R visit(CreateTable operation);

    /** For {@link DropTable}. */
    R visit(DropTable operation);

    /** For {@link CommentOnTable}. */
    R visit(CommentOnTable operation);

    /** For {@link SetTableProperties}. */
    R visit(SetTableProperties operation);

    /** For {@link AlterTable}. */
    R visit(AlterTable operation);

    /** For {@link AddColumn}. */
    R visit(AddColumn operation);

    /** For {@link DropColumn}. */
    R visit(DropColumn operation);

    /** For {@link AlterColumn}. */
    R visit(AlterColumn operation);

    /** For {@link CreateIndex}. */
    R visit(CreateIndex operation);

    /** For {@link DropIndex}. */
    R visit(DropIndex operation);

    /** For {@link AddConstraint}. */
    R visit(AddConstraint operation);

    /** For {@link DropConstraint}. */
    R visit(DropConstraint operation);

    /** For {@link ValidateConstraint}. */
    R visit(ValidateConstraint operation);

    /** For {@link Rename}. */
    R visit(Rename operation);

    /** For {@link Drop}. */
    R visit(Drop operation);

    /** For {@link CreateSchema}. */
    R visit(CreateSchema operation);

    /** For {@link CreateSequence}. */
    R visit(CreateSequence operation);

    /** For {@link AlterSequence}. */
    R visit(AlterSequence operation);

    /** For {@link CreateView}. */
    R visit(CreateView operation);

    /** For {@link RefreshView}. */
    R visit(RefreshView operation);

    /** For {@link CreateRoutine}. */
    R visit(CreateRoutine operation);

    /** For {@link CreateTrigger}. */
    R visit(CreateTrigger operation);

    /** For {@link CreateEnum}. */
    R visit(CreateEnum operation);

    /** For {@link AddEnumValue}. */
    R visit(AddEnumValue operation);

    /** For {@link RenameEnumValue}. */
    R visit(RenameEnumValue operation);

    /** For {@link CreateExtension}. */
    R visit(CreateExtension operation);

    /** For {@link CreateDomain}. */
    R visit(CreateDomain operation);

    /** For {@link ChangePrivileges}. */
    R visit(ChangePrivileges operation);

    /** For {@link Execute}. */
    R visit(Execute operation);

    /** For {@link RunFile}. */
    R visit(RunFile operation);

    /** For {@link BulkInsert}. */
    R visit(BulkInsert operation);

    /** For {@link BackfillRows}. */
    R visit(BackfillRows operation);
}
