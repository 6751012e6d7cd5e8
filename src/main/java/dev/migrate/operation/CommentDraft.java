package dev.migrate.operation;

import dev.migrate.CommentChange;
import org.jspecify.annotations.Nullable;

/** Another comment on the way. */
final class CommentDraft extends Draft implements CommentChange {

    private final ObjectName table;
    private final @Nullable String comment;
    private @Nullable Change<String> was;

    CommentDraft(ObjectName table, @Nullable String comment) {
        this.table = table;
        this.comment = comment;
    }

    @Override
    Operation operation() {
        return new CommentOnTable(table, comment, was);
    }

    @Override
    public CommentChange was(@Nullable String before) {
        open();
        was = new Change<>(before);
        return this;
    }
}
