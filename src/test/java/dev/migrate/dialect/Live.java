package dev.migrate.dialect;

import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.dialect.sqlite.SqliteDialect;
import dev.migrate.operation.Recorded;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A session that carries out operations one by one, each as the dialect asks for it. */
record Live(Session session) implements AutoCloseable {

    static Dialect dialect(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> new PostgresqlDialect();
            case MYSQL, MARIADB -> new MysqlDialect(kind);
            case SQLITE -> new SqliteDialect();
        };
    }

    static Live open(TestDatabase database) {
        Live live = new Live(SessionContractTest.open(database));
        if (database.kind() == DatabaseKind.SQLITE) {
            live.execute("PRAGMA foreign_keys = ON");
        }
        return live;
    }

    /** Carries them out. */
    void run(List<Recorded> operations) {
        run(operations, new ArrayList<>());
    }

    /** Carries them out, and adds their statements to a list. */
    void run(List<Recorded> operations, List<String> statements) {
        for (Recorded each : operations) {
            Rendered rendered = session.dialect().render(each, session.catalog());
            statements.addAll(rendered.statements());
            if (rendered.foreignKeysOff()) {
                execute("PRAGMA foreign_keys = OFF");
            }
            if (!rendered.outsideTransaction()) {
                execute(session.dialect().begin());
            }
            rendered.statements().forEach(this::execute);
            if (!rendered.outsideTransaction()) {
                execute("COMMIT");
            }
            if (rendered.foreignKeysOff()) {
                execute("PRAGMA foreign_keys = ON");
            }
        }
    }

    void execute(String sql) {
        try (var statement = session.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + sql, e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
