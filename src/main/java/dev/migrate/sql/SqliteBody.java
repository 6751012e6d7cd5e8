package dev.migrate.sql;

/** SQLite's triggers, which end at {@code ; END ;} alone: the rule of {@code sqlite3_complete()}. */
final class SqliteBody implements Body {

    private enum State {
        START,
        EXPLAIN,
        CREATE,
        TRIGGER,
        SEMICOLON,
        END,
        PLAIN
    }

    private State state = State.START;
    private int openedAt;
    private String opener = "TRIGGER";

    @Override
    public boolean watching() {
        return state != State.PLAIN;
    }

    @Override
    public void word(String word, int offset, int parens) {
        switch (state) {
            case START, EXPLAIN -> {
                if (word.equals("CREATE")) {
                    state = State.CREATE;
                } else if (word.equals("EXPLAIN")) {
                    state = State.EXPLAIN;
                } else if (state == State.START) {
                    state = State.PLAIN;
                }
            }
            case CREATE -> {
                if (word.equals("TRIGGER")) {
                    state = State.TRIGGER;
                    openedAt = offset;
                } else if (!word.equals("TEMP") && !word.equals("TEMPORARY")) {
                    state = State.PLAIN;
                }
            }
            default -> {
                if (word.equals("BEGIN") && opener.equals("TRIGGER")) {
                    openedAt = offset;
                    opener = word;
                }
                state = state == State.SEMICOLON && word.equals("END") ? State.END : State.TRIGGER;
            }
        }
    }

    @Override
    public void other(char c, int next) {
        switch (state) {
            case START, CREATE -> state = State.PLAIN;
            case SEMICOLON, END -> state = State.TRIGGER;
            default -> {}
        }
    }

    @Override
    public boolean semicolon() {
        if (state == State.TRIGGER || state == State.SEMICOLON) {
            state = State.SEMICOLON;
            return false;
        }
        return true;
    }

    @Override
    public int openedAt() {
        return state == State.TRIGGER || state == State.SEMICOLON ? openedAt : -1;
    }

    @Override
    public String opener() {
        return opener;
    }

    @Override
    public void reset() {
        state = State.START;
        opener = "TRIGGER";
    }
}
