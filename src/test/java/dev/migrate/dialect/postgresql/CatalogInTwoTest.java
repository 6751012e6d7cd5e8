package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.schema.Schema;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The catalog of many tables")
class CatalogInTwoTest {

    private static final SchemaScope SCOPE = SchemaScope.all(new OwnTables(null, "migrate_version", "migrate_history"));

    private static Schema read(Session session, Supplier<Session> another) {
        try {
            return new PostgresqlCatalog(session, another).read(SCOPE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isTheSameWhoeverReadsTheColumns(TestDatabase database) throws SQLException {
        database.execute("DO $$ BEGIN FOR i IN 1..199 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, note"
                + " text CONSTRAINT given NOT NULL DEFAULT ''x'')', i); END LOOP; END $$");
        var opened = new AtomicInteger();
        Supplier<Session> second = () -> {
            opened.incrementAndGet();
            return Stage.session(database);
        };
        Supplier<Session> none = () -> {
            opened.incrementAndGet();
            throw new IllegalStateException("too many connections for role");
        };
        try (Session session = Stage.session(database)) {
            assertThat(read(session, second).objects()).hasSizeGreaterThan(700);
            assertThat(opened).hasValue(0);

            database.execute("CREATE TABLE last (id int PRIMARY KEY)");
            Schema alone = read(session, none);
            assertThat(opened).hasValue(1);
            Schema together = read(session, second);
            assertThat(opened).hasValue(2);
            assertThat(together).isEqualTo(alone);
            assertThat(together.objects()).anyMatch(object -> object.title().equals("column public.last.id"));

            // the second sees the moment that the first began with
            Schema before = read(session, () -> {
                database.execute("CREATE TABLE meanwhile (id int)");
                return Stage.session(database);
            });
            assertThat(before).isEqualTo(together);
            // nothing is left open
            assertThat(session.value("SELECT pg_catalog.pg_current_xact_id_if_assigned()"))
                    .isNull();
            assertThat(session.value("SHOW transaction_isolation")).isEqualTo("read committed");
        }
    }
}
