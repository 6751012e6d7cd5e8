package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Scripts that make schemas which SQLite takes, with tables and columns of few names, so that two of them have some in common. */
public final class RandomSqliteSchema {

    private final Random random;

    /** One that gives the same script for the same seed. */
    public RandomSqliteSchema(long seed) {
        this.random = new Random(seed);
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private boolean in(int times) {
        return random.nextInt(times) == 0;
    }

    /** The statements, one a line. */
    public String script() {
        StringBuilder script = new StringBuilder();
        List<String> tables = some("t", 4);
        for (String table : tables) {
            script.append(table(table, tables));
        }
        for (String table : tables) {
            if (in(2)) {
                script.append("CREATE ")
                        .append(in(3) ? "UNIQUE " : "")
                        .append("INDEX ix_")
                        .append(table)
                        .append(" ON ")
                        .append(table)
                        .append(one(" (id)", " (id DESC)", " (lower(id))", " (id COLLATE NOCASE)"))
                        .append(in(3) ? " WHERE id > " + random.nextInt(3) : "")
                        .append(";\n");
            }
            if (in(3)) {
                script.append("CREATE VIEW v_")
                        .append(table)
                        .append(in(2) ? "" : " (x)")
                        .append(" AS SELECT id FROM ")
                        .append(table)
                        .append(";\n");
                if (in(2)) {
                    script.append("CREATE VIEW a_")
                            .append(table)
                            .append(" AS SELECT count(*) AS n FROM v_")
                            .append(table)
                            .append(";\n");
                }
            }
            if (in(3)) {
                script.append("CREATE TRIGGER tr_")
                        .append(table)
                        .append(one(" AFTER", " BEFORE", ""))
                        .append(" DELETE ON ")
                        .append(table)
                        .append(in(2) ? " WHEN OLD.id > 1" : "")
                        .append(" BEGIN SELECT ")
                        .append(random.nextInt(3))
                        .append("; END;\n");
            }
        }
        return script.toString();
    }

    private List<String> some(String prefix, int most) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            if (!in(3)) {
                names.add(prefix + i);
            }
        }
        return names;
    }

    private String table(String table, List<String> tables) {
        List<String> elements = new ArrayList<>();
        boolean own = in(2);
        boolean numbers = own && in(3);
        boolean strict = in(5);
        elements.add("id INTEGER" + (own ? " PRIMARY KEY" + (numbers ? " AUTOINCREMENT" : "") : ""));
        List<String> columns = some("c", 5);
        for (String column : columns) {
            elements.add(column
                    + (strict ? one(" TEXT", " INTEGER", " ANY") : one("", " TEXT", " VARCHAR(9)", " NUMERIC(5, 2)"))
                    + (in(4) ? " COLLATE NOCASE" : "")
                    + (in(3)
                            ? " NOT NULL DEFAULT "
                                    + one("0", "'1'", "(1 + 1)", "CURRENT_TIMESTAMP")
                                            .replace("CURRENT_TIMESTAMP", strict ? "2" : "CURRENT_TIMESTAMP")
                            : "")
                    + (in(6) ? " CHECK (" + column + " <> '-')" : "")
                    + (in(8) ? " UNIQUE" : ""));
        }
        if (in(4)) {
            elements.add("g TEXT GENERATED ALWAYS AS (id || 'x') " + one("STORED", "VIRTUAL"));
        }
        String foreign = "";
        if (in(2) && !tables.isEmpty()) {
            String name = in(2) ? "CONSTRAINT fk_" + table + " " : "";
            String leads = "REFERENCES " + tables.get(random.nextInt(tables.size())) + " (id)"
                    + one("", " ON DELETE CASCADE", " ON UPDATE SET NULL", " DEFERRABLE INITIALLY DEFERRED");
            boolean inline = in(2);
            elements.add("f INTEGER" + (inline ? " " + name + leads : ""));
            foreign = inline ? "" : name + "FOREIGN KEY (f) " + leads;
        }
        if (!foreign.isEmpty()) {
            elements.add(foreign);
        }
        if (!own) {
            elements.add((in(2) ? "CONSTRAINT pk_" + table + " " : "") + "PRIMARY KEY (id)");
        }
        if (in(3)) {
            elements.add("CONSTRAINT ck_" + table + " CHECK (id " + one(">", ">=", "<>") + " -1)");
        }
        if (!columns.isEmpty() && in(3)) {
            elements.add("CONSTRAINT uq_" + table + " UNIQUE (id, " + columns.get(0) + ")");
        }
        String tail = strict ? " STRICT" : !numbers && in(6) ? " WITHOUT ROWID" : "";
        return "CREATE TABLE " + table + " (" + String.join(", ", elements) + ")" + tail + ";\n";
    }
}
