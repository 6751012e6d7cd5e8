package dev.migrate.dialect;

import java.sql.SQLException;

/** One statement of a batch that the database refused; those before it were carried out, those behind it were not. */
public final class StatementFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int index;
    private final int position;
    private final transient FailureKind kind;

    /**
     * A failure.
     *
     * @param index which statement of the batch, from 0
     * @param position where in its text, in characters from 1; 0 when the database does not say
     * @param kind what it means for the run
     * @param cause what the driver said
     */
    public StatementFailure(int index, int position, FailureKind kind, SQLException cause) {
        super(cause.getMessage(), cause);
        this.index = index;
        this.position = position;
        this.kind = kind;
    }

    /** Which statement, from 0. */
    public int index() {
        return index;
    }

    /** Where in its text, in characters from 1; 0 when unknown. */
    public int position() {
        return position;
    }

    /** What it means for the run. */
    public FailureKind kind() {
        return kind;
    }

    /** What the driver said. */
    public SQLException sqlException() {
        return (SQLException) getCause();
    }
}
