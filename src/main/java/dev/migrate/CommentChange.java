package dev.migrate;

import org.jspecify.annotations.Nullable;

/** More about a comment. */
public interface CommentChange {

    /** What the comment was, for the reverse; null where there was none. */
    CommentChange was(@Nullable String comment);
}
