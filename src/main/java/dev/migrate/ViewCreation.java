package dev.migrate;

import java.util.function.Consumer;

/** More about a new view. */
public interface ViewCreation {

    /** Takes the place of the view that is there. */
    ViewCreation orReplace();

    /** Nothing is made where it is there. */
    ViewCreation ifNotExists();

    /** Its columns' names. */
    ViewCreation columns(String... names);

    /** Rows that the view would not show cannot be written through it. */
    ViewCreation withCheckOption();

    /** A view that keeps its rows has none yet. */
    ViewCreation withNoData();

    /** What made the view that is replaced, for the reverse. */
    ViewCreation was(Consumer<Operations> creation);
}
