package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Schemas that chance puts together, in the words that MySQL and MariaDB share. */
final class MysqlSchemas {

    private static final List<String> TYPES = List.of(
            "int",
            "int unsigned",
            "bigint",
            "varchar(20)",
            "varchar(40) CHARACTER SET latin1",
            "char(5) COLLATE utf8mb4_bin",
            "decimal(8, 2)",
            "double",
            "text",
            "datetime",
            "timestamp NULL",
            "date",
            "boolean",
            "enum('a', 'b')",
            "blob",
            "json",
            "int DEFAULT 7 INVISIBLE");

    private final Random random;
    private final List<String> keys = new ArrayList<>();

    private MysqlSchemas(Random random) {
        this.random = random;
    }

    static String script(Random random) {
        return new MysqlSchemas(random).script();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String script() {
        StringBuilder script = new StringBuilder();
        List<String> tables = new ArrayList<>();
        for (String table : List.of("t1", "t2", "t3", "t4")) {
            if (chance(75)) {
                tables.add(table);
            }
        }
        tables.forEach(table -> script.append(table(table, tables)));
        keys.forEach(key -> script.append(key).append(";\n"));
        tables.forEach(table -> {
            if (chance(30)) {
                script.append("CREATE VIEW v_" + table + " AS SELECT id FROM " + table + " WHERE id > "
                        + random.nextInt(3) + ";\n");
            }
            if (chance(30)) {
                script.append("CREATE TRIGGER tr_" + table + " BEFORE INSERT ON " + table
                        + " FOR EACH ROW SET NEW.id = NEW.id + " + random.nextInt(3) + ";\n");
            }
        });
        return script.toString();
    }

    private String table(String table, List<String> tables) {
        List<String> lines = new ArrayList<>();
        boolean counts = chance(60);
        lines.add("base int");
        lines.add("id " + (table.equals("t2") ? "int" : "bigint") + " NOT NULL" + (counts ? " AUTO_INCREMENT" : ""));
        List<String> indexable = new ArrayList<>(List.of("id"));
        for (int i = 0; i < 6; i++) {
            if (chance(60)) {
                String type = any(TYPES);
                String name = "c" + i;
                boolean small = !type.matches("text|blob|json");
                if (small) {
                    indexable.add(name);
                }
                lines.add(random.nextInt(lines.size() + 1), name + " " + type + clauses(type));
            }
        }
        if (chance(40)) {
            lines.add("g1 bigint AS (base * " + (1 + random.nextInt(2)) + ") VIRTUAL");
            indexable.add("g1");
        }
        if (chance(30)) {
            lines.add("s1 int AS (base + " + random.nextInt(2) + ") STORED");
        }
        boolean another = chance(20);
        lines.add(another && !counts ? "KEY ix_id (id)" : "PRIMARY KEY (id)");
        for (int i = 0; i < 3; i++) {
            if (chance(50)) {
                String first = any(indexable);
                String second = any(indexable);
                lines.add((chance(40) ? "UNIQUE KEY k" : "KEY k") + i + " (" + first + (chance(30) ? " DESC" : "")
                        + (first.equals(second) ? "" : ", " + second) + ")");
            }
        }
        if (chance(30)) {
            lines.add("CONSTRAINT ck_" + table + " CHECK (base > " + random.nextInt(2) + ")");
        }
        if (chance(60)) {
            String target = any(tables);
            lines.add("ref " + (target.equals("t2") ? "int" : "bigint"));
            // the other key may be missing, and the server makes its own index where it must
            keys.add("ALTER TABLE " + target + " ADD UNIQUE KEY uq_" + table + "_" + target + " (id)");
            keys.add("ALTER TABLE " + table + " ADD CONSTRAINT fk_" + table + " FOREIGN KEY (ref) REFERENCES " + target
                    + " (id)" + any(List.of("", " ON DELETE CASCADE", " ON UPDATE CASCADE ON DELETE SET NULL")));
        }
        return "CREATE TABLE " + table + " (\n    " + String.join(",\n    ", lines) + "\n)"
                + (chance(30) ? " COMMENT 'about " + random.nextInt(3) + "'" : "")
                + (chance(20) ? " COLLATE utf8mb4_unicode_ci" : "") + ";\n";
    }

    private String clauses(String type) {
        if (type.endsWith("INVISIBLE")) {
            return "";
        }
        String initial =
                switch (type.split("[ (]")[0]) {
                    case "int", "bigint", "decimal", "double", "boolean" -> " DEFAULT " + random.nextInt(2);
                    case "varchar", "char" -> " DEFAULT 'x'";
                    case "datetime" -> " DEFAULT CURRENT_TIMESTAMP";
                    case "enum" -> " DEFAULT 'b'";
                    default -> "";
                };
        boolean timestamp = type.startsWith("timestamp");
        return (!timestamp && chance(40) ? " NOT NULL" : "") + (chance(40) ? initial : "")
                + (chance(20) ? " COMMENT 'is it " + random.nextInt(3) + "'" : "");
    }
}
