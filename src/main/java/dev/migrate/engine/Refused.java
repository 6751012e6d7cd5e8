package dev.migrate.engine;

import dev.migrate.dialect.StatementFailure;

/** A queued statement that the database refused, with what it belongs to. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    Refused(StatementFailure failure, Place place) {
        super(failure);
        this.place = place;
    }

    StatementFailure failure() {
        return (StatementFailure) getCause();
    }

    Place place() {
        return place;
    }
}
