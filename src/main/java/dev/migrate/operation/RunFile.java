package dev.migrate.operation;

import java.nio.file.Path;

/**
 * The statements of a file.
 *
 * @param file the file
 * @param text what stands in it
 */
public record RunFile(Path file, String text) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.Impossible("the reverse of a file is not known", "write the downgrade by hand");
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "sqlFile(\"" + file.getFileName() + "\")";
    }
}
