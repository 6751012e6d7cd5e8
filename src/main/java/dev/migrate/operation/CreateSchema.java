package dev.migrate.operation;

/**
 * A new schema.
 *
 * @param schema its name
 * @param ifNotExists whether one that is there is left alone
 */
public record CreateSchema(String schema, boolean ifNotExists) implements Operation {

    @Override
    public Reversal reverse() {
        return ifNotExists
                ? Reversal.Impossible.mayHaveBeenThere()
                : new Reversal.By(Drop.of(ObjectKind.SCHEMA, new ObjectName(null, schema), this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createSchema(\"" + schema + "\")";
    }
}
