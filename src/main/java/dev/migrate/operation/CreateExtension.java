package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * A new extension.
 *
 * @param extension its name
 * @param schema the schema of its objects; null for its own
 * @param version its version; null for the newest
 * @param cascade whether the extensions it needs come too
 * @param ifNotExists whether one that is there is left alone
 */
public record CreateExtension(
        String extension, @Nullable String schema, @Nullable String version, boolean cascade, boolean ifNotExists)
        implements Operation {

    @Override
    public Reversal reverse() {
        if (cascade) {
            return new Reversal.Impossible(
                    "it is not known which extensions came along",
                    "leave cascade() out, or write the downgrade by hand");
        }
        return ifNotExists
                ? Reversal.Impossible.mayHaveBeenThere()
                : new Reversal.By(Drop.of(ObjectKind.EXTENSION, new ObjectName(null, extension), this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createExtension(\"" + extension + "\")";
    }
}
