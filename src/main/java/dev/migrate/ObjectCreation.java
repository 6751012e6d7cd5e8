package dev.migrate;

/** More about something new. */
public interface ObjectCreation {

    /** Nothing is made where it is there. */
    ObjectCreation ifNotExists();
}
