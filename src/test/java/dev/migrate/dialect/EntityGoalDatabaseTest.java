package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.ModelSettings;
import dev.migrate.model.JpaModel;
import dev.migrate.model.ModelStatement;
import dev.migrate.model.ProjectCode;
import dev.migrate.model.Server;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.EntityProject;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.ShopEntities;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProvider;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Entities, as each provider says them, on real databases. */
class EntityGoalDatabaseTest {

    /** Compiled once for all databases. */
    private static final Map<String, ProjectCode> COMPILED = new ConcurrentHashMap<>();

    @TempDir
    static Path folder;

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB, TestServer.SQLITE})
    @DisplayName("what a provider says can be run, and is its own goal")
    void ownGoal(TestDatabase database) throws SQLException {
        for (TestProvider provider : providers(database.kind())) {
            try (TestDatabase fresh = database.server().create();
                    Drafting there = Drafting.open(fresh)) {
                JpaModel model = shop(provider);
                load(model, there, server(fresh), true);
                Schema made = there.blueprint().schema();

                assertThat(made.objects()).as(provider.name()).hasSizeGreaterThan(30);
                assertThat(made.differenceTo(model.goal(made, made)).lines("the database", "the goal"))
                        .as(provider.name())
                        .isEmpty();
                assertThat(model.notes()).isEmpty();
            }
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB, TestServer.SQLITE})
    @DisplayName("what entities cannot say stays, also by other names; a table of no entity goes, and a column of none")
    void stays(TestDatabase database) throws SQLException {
        JpaModel model = shop(TestProvider.HIBERNATE_6);
        try (TestDatabase second = database.server().create();
                Drafting clean = Drafting.open(second);
                Drafting there = Drafting.open(database)) {
            Server server = server(database);
            load(model, clean, server, false);
            load(model, there, server, false);
            String scripts = additions(database.kind());
            there.script(scripts);
            Schema live = there.blueprint().schema();
            there.script("CREATE TABLE forgotten (id INTEGER PRIMARY KEY, note VARCHAR(20));"
                    + "ALTER TABLE Tag ADD COLUMN forgotten VARCHAR(20);"
                    + "CREATE INDEX ix_forgotten ON Tag (forgotten)");
            Schema more = there.blueprint().schema();

            Schema goal = model.goal(clean.blueprint().schema(), more);

            assertThat(live.without("position").differenceTo(goal.without("position")).lines("the database", "the goal"))
                    .isEmpty();
            assertThat(model.notes()).singleElement().asString().contains("forgotten");

            JpaModel after = model(TestProvider.HIBERNATE_6, "after", changedSources());
            try (TestDatabase third = database.server().create();
                    Drafting other = Drafting.open(third)) {
                changed(after, other, server, live);
            }
        }
    }

    /** A new field becomes a column and a field that is gone takes its column along; nothing else is touched. */
    private static void changed(JpaModel after, Drafting clean, Server server, Schema live) {
        load(after, clean, server, false);

        Schema goal = after.goal(clean.blueprint().schema(), live);

        var difference = live.without("position").differenceTo(goal.without("position"));
        assertThat(difference.changes()).isEmpty();
        assertThat(difference.onlyHere()).singleElement().satisfies(gone -> {
            assertThat(gone.kind()).isEqualTo(ObjectKind.COLUMN);
            assertThat(gone.name()).isEqualToIgnoringCase("paid");
        });
        assertThat(difference.onlyThere()).singleElement().satisfies(added -> {
            assertThat(added.name()).isEqualToIgnoringCase("colour");
            assertThat(added.properties().get("type")).containsIgnoringCase("40");
        });
    }

    private static String[] changedSources() {
        String[] sources = ShopEntities.sources(TestProvider.HIBERNATE_6);
        sources[3] = sources[3].replace("@Id String name;", "@Id String name; @Column(length = 40) String colour;");
        sources[1] = sources[1].replace("boolean paid;", "");
        return sources;
    }

    /** What a database administrator does by hand. */
    private static String additions(DatabaseKind kind) {
        String all = "CREATE VIEW customers_of_note AS SELECT id, email FROM Customer WHERE level = 'FRIEND';";
        return all
                + switch (kind) {
                    case POSTGRESQL ->
                        """
                        ALTER TABLE purchases RENAME CONSTRAINT FKfpae29eqew5c1arfx1qmwkojr TO purchases_customer;
                        ALTER TABLE Item ALTER COLUMN quantity SET DEFAULT 1;
                        COMMENT ON TABLE Customer IS 'who buys';
                        COMMENT ON COLUMN Customer.email IS 'where to write';
                        CREATE INDEX ix_customer_lower ON Customer (lower(email));
                        CREATE INDEX ix_customer_friends ON Customer (email) WHERE level = 'FRIEND';
                        ALTER TABLE Item ADD CONSTRAINT item_weight CHECK (weight >= 0);
                        ALTER TABLE Item RENAME CONSTRAINT item_code_key TO item_code;
                        CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
                        CREATE TRIGGER item_quiet BEFORE UPDATE ON Item FOR EACH ROW EXECUTE FUNCTION quiet();
                        CREATE STATISTICS customer_names ON firstName, lastName FROM Customer;
                        CREATE SEQUENCE invoice_numbers;
                        CREATE TYPE mood AS ENUM ('good', 'bad');
                        CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY);
                        ALTER INDEX ix_customer_name RENAME TO customer_name;
                        """;
                    case MYSQL, MARIADB ->
                        """
                        ALTER TABLE purchases DROP FOREIGN KEY FKfpae29eqew5c1arfx1qmwkojr;
                        ALTER TABLE purchases ADD CONSTRAINT purchases_customer FOREIGN KEY (customer_id) REFERENCES Customer (id);
                        ALTER TABLE Item ALTER COLUMN quantity SET DEFAULT 1;
                        ALTER TABLE Customer COMMENT = 'who buys', ROW_FORMAT = COMPRESSED;
                        ALTER TABLE Customer MODIFY email VARCHAR(255) CHARACTER SET latin1 NOT NULL COMMENT 'where to write';
                        CREATE INDEX ix_customer_email ON Customer (email(10));
                        ALTER TABLE Item ADD CONSTRAINT item_weight CHECK (weight >= 0);
                        ALTER TABLE Customer RENAME INDEX ix_customer_name TO customer_name;
                        CREATE TRIGGER item_quiet BEFORE UPDATE ON Item FOR EACH ROW SET NEW.code = OLD.code;
                        CREATE PROCEDURE nothing() SELECT 1;
                        CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY);
                        """;
                    case SQLITE ->
                        """
                        CREATE INDEX ix_customer_lower ON Customer (lower(email));
                        CREATE UNIQUE INDEX ux_customer_email ON Customer (email);
                        CREATE TRIGGER item_quiet BEFORE UPDATE ON Item BEGIN SELECT 1; END;
                        CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY);
                        DROP TABLE purchase_tag;
                        CREATE TABLE purchase_tag (Purchase_id bigint not null REFERENCES purchases (id) ON DELETE CASCADE,
                            tags_name varchar(255) not null, primary key (Purchase_id, tags_name));
                        """;
                };
    }

    private static List<TestProvider> providers(DatabaseKind kind) {
        return Stream.of(TestProvider.values())
                .filter(provider -> provider.knows(kind))
                .toList();
    }

    private JpaModel shop(TestProvider provider) {
        return model(provider, "shop", ShopEntities.sources(provider));
    }

    private JpaModel model(TestProvider provider, String name, String... sources) {
        ProjectCode code = COMPILED.computeIfAbsent(name + provider, key -> EntityProject.in(folder.resolve(key), provider)
                .sources(sources)
                .compiled()
                .code());
        return JpaModel.of(code, ModelSettings.NONE);
    }

    private static Server server(TestDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            return new Server(database.kind(), connection.getMetaData().getDatabaseProductVersion());
        }
    }

    private static void load(JpaModel model, Drafting there, Server server, boolean data) {
        List<String> failed = new ArrayList<>();
        for (ModelStatement statement : model.statements(server)) {
            if (statement.isData() && !data) {
                continue;
            }
            try {
                there.live().execute(statement.sql());
            } catch (RuntimeException e) {
                failed.add(statement.sql() + "\n" + e.getMessage());
            }
        }
        assertThat(failed).isEmpty();
    }
}
