import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a schema of many tables as SQL for this plugin and as SQLAlchemy's classes for Alembic: {@code FOLDER TABLES CHANGED}. The first tables,
 * as many as CHANGED says, have a column more. Foreign keys make a tree: Alembic follows a chain by recursion, which Python ends at a thousand.
 */
final class WideSchema {

    private static final List<String[]> COLUMNS = List.of(
            new String[] {"id", "bigint PRIMARY KEY", "BigInteger, primary_key=True, autoincrement=False"},
            new String[] {"code", "varchar(40) NOT NULL", "String(40), nullable=False"},
            new String[] {"title", "text NOT NULL", "Text, nullable=False"},
            new String[] {"parent_id", "bigint", "BigInteger"},
            new String[] {
                "amount", "numeric(12,2) DEFAULT 0 NOT NULL", "Numeric(12, 2), nullable=False, server_default=text('0')"
            },
            new String[] {"stock", "integer DEFAULT 1 NOT NULL", "Integer, nullable=False, server_default=text('1')"},
            new String[] {
                "active", "boolean DEFAULT true NOT NULL", "Boolean, nullable=False, server_default=text('true')"
            },
            new String[] {
                "made",
                "timestamp with time zone DEFAULT now() NOT NULL",
                "DateTime(timezone=True), nullable=False, server_default=text('now()')"
            },
            new String[] {"changed", "timestamp with time zone", "DateTime(timezone=True)"},
            new String[] {"sort", "varchar(20)", "String(20)"},
            new String[] {"data", "jsonb", "JSONB"},
            new String[] {"note", "text", "Text"},
            new String[] {"score", "double precision", "Float(53)"},
            new String[] {"day", "date", "Date"});

    private WideSchema() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int tables = Integer.parseInt(args[1]);
        int changed = Integer.parseInt(args[2]);
        var sql = new StringBuilder();
        var python = new StringBuilder(
                "from sqlalchemy import *\nfrom sqlalchemy.dialects.postgresql import JSONB\nm = MetaData()\n");
        for (int i = 0; i < tables; i++) {
            String table = "t%05d".formatted(i);
            String parent = "t%05d".formatted(i / 2);
            List<String> parts = new ArrayList<>();
            List<String> classes = new ArrayList<>();
            for (String[] column : COLUMNS) {
                parts.add(column[0] + " " + column[1]);
                String key = i > 0 && column[0].equals("parent_id")
                        ? ", ForeignKey('%s.id', name='fk_%s')".formatted(parent, table)
                        : "";
                int comma = column[2].indexOf(", ", column[2].indexOf(')'));
                String type = column[2].startsWith("BigInteger,")
                        ? "BigInteger"
                        : comma < 0 ? column[2] : column[2].substring(0, comma);
                classes.add("Column('" + column[0] + "', " + type + key + column[2].substring(type.length()) + ")");
            }
            if (i < changed) {
                parts.add("bio text");
                classes.add("Column('bio', Text)");
            }
            parts.add("CONSTRAINT uq_" + table + " UNIQUE (code)");
            classes.add("UniqueConstraint('code', name='uq_" + table + "')");
            parts.add("CONSTRAINT ck_" + table + " CHECK (stock > 0)");
            classes.add("CheckConstraint('stock > 0', name='ck_" + table + "')");
            if (i > 0) {
                parts.add("CONSTRAINT fk_" + table + " FOREIGN KEY (parent_id) REFERENCES " + parent + " (id)");
            }
            sql.append("CREATE TABLE ")
                    .append(table)
                    .append(" (\n    ")
                    .append(String.join(",\n    ", parts))
                    .append("\n);\n");
            python.append("t = Table('")
                    .append(table)
                    .append("', m, ")
                    .append(String.join(", ", classes))
                    .append(", comment='table ")
                    .append(i)
                    .append("')\n");
            for (String column : List.of("title", "sort", "day")) {
                sql.append("CREATE INDEX ix_%1$s_%2$s ON %1$s (%2$s);\n".formatted(table, column));
                python.append("Index('ix_%1$s_%2$s', t.c.%2$s)\n".formatted(table, column));
            }
            sql.append("COMMENT ON TABLE ")
                    .append(table)
                    .append(" IS 'table ")
                    .append(i)
                    .append("';\n");
        }
        Files.writeString(folder.resolve("schema.sql"), sql);
        Files.writeString(folder.resolve("models.py"), python);
    }
}
