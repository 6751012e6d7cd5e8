package dev.migrate.engine;

import dev.migrate.dialect.StatementFailure;

/** A queued statement that the database refused, with what it belongs to. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final boolean tried;

    Refused(StatementFailure failure, Place place) {
        this(failure, place, false);
    }

    private Refused(StatementFailure failure, Place place, boolean tried) {
        super(failure);
        this.place = place;
        this.tried = tried;
    }

    /** The same after as many tries as there may be. */
    static Refused forGood(StatementFailure failure, Place place) {
        return new Refused(failure, place, true);
    }

    /** Whether it has been tried as often as it may. */
    boolean wasTried() {
        return tried;
    }

    StatementFailure failure() {
        return (StatementFailure) getCause();
    }

    Place place() {
        return place;
    }
}
