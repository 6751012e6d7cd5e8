package dev.migrate.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The stored programs of MySQL and MariaDB, and MariaDB's compound statements outside of them. The mysql client splits these
 * unless DELIMITER is changed; here they stay whole without it. {@code IF}, {@code REPEAT}, {@code BEGIN} and {@code END} are also
 * names of functions and columns, so they count only where a statement begins.
 */
final class MysqlBody implements Body {

    private static final Set<String> PROGRAMS = Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");
    private static final Set<String> BLOCKS = Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT");
    private static final Set<String> NOT_A_PROGRAM = Set.of("VIEW", "SQL", "TABLE", "ALGORITHM");
    /** Words that begin a plain statement: what follows them opens nothing. */
    private static final Set<String> PLAIN_STATEMENTS = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "SET",
            "CALL",
            "RETURN",
            "WITH",
            "DO",
            "ALTER",
            "CREATE",
            "DROP",
            "TRUNCATE",
            "VALUES",
            "SIGNAL",
            "RESIGNAL",
            "LEAVE",
            "ITERATE",
            "OPEN",
            "FETCH",
            "CLOSE",
            "PREPARE",
            "EXECUTE",
            "START",
            "COMMIT",
            "ROLLBACK",
            "ANALYZE",
            "OPTIMIZE",
            "GET",
            "KILL",
            "FLUSH");

    private static final String CASE_EXPRESSION = "CASE expression";

    private enum State {
        START,
        BEGIN,
        CREATE,
        HEAD,
        BODY,
        PLAIN
    }

    private final boolean mariadb;
    private final List<String> blocks = new ArrayList<>();
    private State state = State.START;
    private String program = "";
    private boolean definer;
    private int parens;
    private boolean parameters;
    private int openedAt;
    private String opener = "";
    private String last = "";

    /** Whether the next word begins a statement. */
    private boolean start;
    /** Whether the last word began one: a colon makes it a label. */
    private boolean label;

    private boolean order;
    private boolean ended;
    private boolean until;
    private boolean declare;
    private boolean handler;

    MysqlBody(boolean mariadb) {
        this.mariadb = mariadb;
    }

    @Override
    public boolean watching() {
        return state != State.PLAIN;
    }

    @Override
    public void word(String word, int offset, int ignored) {
        switch (state) {
            case START -> start(word, offset);
            case BEGIN -> {
                // MariaDB 10.1: BEGIN NOT ATOMIC is a block, any other BEGIN a transaction
                if (word.equals("ATOMIC")) {
                    state = State.BODY;
                    blocks.add("BEGIN");
                    start = true;
                } else if (!word.equals("NOT")) {
                    state = State.PLAIN;
                }
            }
            case CREATE -> create(word);
            case HEAD -> head(word, offset);
            case BODY -> body(word, offset);
            case PLAIN -> {}
        }
        last = word;
    }

    private void start(String word, int offset) {
        if (word.equals("CREATE") || word.equals("ALTER")) {
            state = State.CREATE;
        } else if (word.equals("BEGIN")) {
            state = State.BEGIN;
            openedAt = offset;
            opener = word;
        } else if (mariadb && opens(word)) {
            state = State.BODY;
            open(word, offset);
        } else {
            state = State.PLAIN;
        }
    }

    private void create(String word) {
        if (PROGRAMS.contains(word)) {
            state = State.HEAD;
            program = word;
        } else if (word.equals("DEFINER")) {
            definer = true;
        } else if (NOT_A_PROGRAM.contains(word)
                || !definer && !word.equals("OR") && !word.equals("REPLACE") && !word.equals("AGGREGATE")) {
            state = State.PLAIN;
        }
    }

    private void head(String word, int offset) {
        switch (program) {
            case "TRIGGER" -> {
                if (word.equals("ROW") && last.equals("EACH")) {
                    state = State.BODY;
                    start = true;
                }
            }
            case "EVENT" -> {
                if (word.equals("DO")) {
                    state = State.BODY;
                    start = true;
                }
            }
            default -> {
                if (!parameters || parens > 0) {
                    return;
                }
                boolean type = last.equals("RETURNS") || last.equals("CHARACTER") || last.equals("CHAR");
                if (opens(word)) {
                    state = State.BODY;
                    open(word, offset);
                } else if (PLAIN_STATEMENTS.contains(word) && !type) {
                    state = State.PLAIN;
                }
            }
        }
    }

    private void body(String word, int offset) {
        if (ended || order) {
            // END takes IF, LOOP, a label …; FOLLOWS and PRECEDES take a trigger's name
            start = order;
            ended = order = false;
            return;
        }
        boolean first = start;
        start = label = false;
        if (!blocks.isEmpty() && top().equals(CASE_EXPRESSION)) {
            if (word.equals("END")) {
                blocks.remove(blocks.size() - 1);
            } else if (word.equals("CASE")) {
                blocks.add(CASE_EXPRESSION);
            }
            return;
        }
        if (blocks.isEmpty() && first && (word.equals("FOLLOWS") || word.equals("PRECEDES"))) {
            order = true;
        } else if (word.equals("END") && !blocks.isEmpty() && (first || until)) {
            blocks.remove(blocks.size() - 1);
            ended = true;
            until = false;
        } else if ((first || handler) && opens(word) && !(handler && word.equals("FOR"))) {
            open(word, offset);
        } else if (word.equals("CASE")) {
            blocks.add(CASE_EXPRESSION);
        } else {
            inner(word, first);
        }
    }

    private void inner(String word, boolean first) {
        switch (word) {
            case "THEN", "ELSE" -> start = !blocks.isEmpty();
            case "DO" -> start = !first && !blocks.isEmpty() && (top().equals("WHILE") || top().equals("FOR"));
            case "UNTIL" -> until = first;
            case "DECLARE" -> declare = first;
            case "HANDLER" -> handler = declare;
            default -> {
                label = first;
                handler &= !PLAIN_STATEMENTS.contains(word);
            }
        }
    }

    private boolean opens(String word) {
        return BLOCKS.contains(word) || mariadb && word.equals("FOR");
    }

    private void open(String word, int offset) {
        if (blocks.isEmpty()) {
            openedAt = offset;
            opener = word;
        }
        blocks.add(word);
        handler = false;
        start = word.equals("BEGIN") || word.equals("LOOP") || word.equals("REPEAT");
    }

    private String top() {
        return blocks.get(blocks.size() - 1);
    }

    @Override
    public void other(char c, int next) {
        boolean quoted = c == '`' || c == '"' || c == '\'';
        switch (state) {
            case START, BEGIN -> state = State.PLAIN;
            case HEAD -> {
                parens += c == '(' ? 1 : c == ')' ? -1 : 0;
                parameters |= c == '(';
            }
            case BODY -> {
                if (c == ':' && next != '=' && label) {
                    start = true;
                    label = false;
                } else {
                    label = quoted && start;
                    start = quoted && order;
                    ended = order = false;
                }
            }
            default -> {}
        }
    }

    @Override
    public boolean semicolon() {
        // no expression reaches beyond a semicolon
        while (!blocks.isEmpty() && top().equals(CASE_EXPRESSION)) {
            blocks.remove(blocks.size() - 1);
        }
        start = true;
        label = ended = order = until = declare = handler = false;
        return blocks.isEmpty();
    }

    @Override
    public int openedAt() {
        return blocks.isEmpty() ? -1 : openedAt;
    }

    @Override
    public String opener() {
        return opener;
    }

    @Override
    public void reset() {
        state = State.START;
        blocks.clear();
        program = last = opener = "";
        parens = 0;
        definer = parameters = start = label = ended = order = until = declare = handler = false;
    }
}
