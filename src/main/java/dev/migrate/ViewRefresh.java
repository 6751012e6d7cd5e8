package dev.migrate;

/** More about filling a view anew. */
public interface ViewRefresh {

    /** Without stopping readers; the view needs a unique index. */
    ViewRefresh concurrently();
}
