import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes the same revisions in each tool's own form: two statements each, in turns a table with a row and a table with
 * an index. Arguments: how many, and the folder.
 */
final class Generate {
    private Generate() {}

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[0]);
        Path folder = Path.of(args[1]);
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            List<String> statements = statements(i);
            String script = String.join(";\n", statements) + ";\n";
            plain.append(script);
            write(folder, name("flyway/sql/V%05d__create_t_%d.sql", i, i), script);
            write(
                    folder,
                    name("liquibase/sql/%05d_create_t_%d.sql", i, i),
                    name("--liquibase formatted sql\n\n--changeset bench:%d\n", i) + script);
            write(folder, name("alembic/versions/%s_create_t_%d.py", id(i), i), alembic(i));
            write(folder, name("migrate/src/main/migrations/2026-01-01_create_t_%d.sql", i), migrate(i, script));
        }
        write(folder, "plain/all.sql", plain.toString());
        write(folder, "liquibase/changelog.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <includeAll path="sql" relativeToChangelogFile="true"/>
                </databaseChangeLog>
                """);
        write(folder, "migrate/environments/dev.toml", "# url, user and password come from the command line\n");
    }

    private static List<String> statements(int i) {
        String table = name("CREATE TABLE t_%d (id integer NOT NULL PRIMARY KEY, name varchar(100) NOT NULL)", i);
        return List.of(
                table,
                i % 2 == 1
                        ? name("INSERT INTO t_%d (id, name) VALUES (%d, 'row of revision %d')", i, i, i)
                        : name("CREATE INDEX ix_t_%d_name ON t_%d (name)", i, i));
    }

    private static String migrate(int i, String script) {
        return name("-- create t_%d\n--\n-- revision: %s\n-- revises: %s\n\n", i, id(i), i == 1 ? "" : id(i - 1))
                + "-- migrate:upgrade\n" + script
                + name("-- migrate:downgrade\nDROP TABLE t_%d;\n", i);
    }

    private static String alembic(int i) {
        String second = i % 2 == 1
                ? "op.execute(\"" + statements(i).get(1) + "\")"
                : name("op.create_index(\"ix_t_%d_name\", \"t_%d\", [\"name\"])", i, i);
        return name("""
                \"""create t_%d\"""
                import sqlalchemy as sa
                from alembic import op

                revision = "%s"
                down_revision = %s


                def upgrade():
                    op.create_table(
                        "t_%d",
                        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
                        sa.Column("name", sa.String(100), nullable=False),
                    )
                    %s


                def downgrade():
                    op.drop_table("t_%d")
                """, i, id(i), i == 1 ? "None" : "\"" + id(i - 1) + "\"", i, second, i);
    }

    private static String id(int i) {
        return name("20260101_000000_%08x", i);
    }

    private static String name(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
