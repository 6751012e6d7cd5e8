package dev.migrate.sql;

/** {@code BEGIN ATOMIC … END} bodies of SQL functions and procedures (PostgreSQL 14), as psql counts them. */
final class PostgresBody implements Body {

    private enum State {
        START,
        CREATE,
        ROUTINE,
        PLAIN
    }

    private State state = State.START;
    private int depth;
    private int beginAt;
    private boolean begin;

    @Override
    public boolean watching() {
        return state != State.PLAIN;
    }

    @Override
    public void word(String word, int offset, int parens) {
        switch (state) {
            case START -> state = word.equals("CREATE") ? State.CREATE : State.PLAIN;
            case CREATE -> {
                if (word.equals("FUNCTION") || word.equals("PROCEDURE")) {
                    state = State.ROUTINE;
                } else if (!word.equals("OR") && !word.equals("REPLACE")) {
                    state = State.PLAIN;
                }
            }
            default -> {
                if (parens == 0) {
                    routine(word, offset);
                }
            }
        }
    }

    private void routine(String word, int offset) {
        if (depth == 0) {
            if (begin && word.equals("ATOMIC")) {
                depth = 1;
            }
            begin = word.equals("BEGIN");
            if (begin) {
                beginAt = offset;
            }
        } else if (word.equals("BEGIN") || word.equals("CASE")) {
            depth++;
        } else if (word.equals("END")) {
            depth--;
        }
    }

    @Override
    public void other(char c, int next) {
        begin = false;
    }

    @Override
    public boolean semicolon() {
        return depth == 0;
    }

    @Override
    public int openedAt() {
        return depth > 0 ? beginAt : -1;
    }

    @Override
    public String opener() {
        return "BEGIN";
    }

    @Override
    public void reset() {
        state = State.START;
        depth = 0;
        begin = false;
    }
}
