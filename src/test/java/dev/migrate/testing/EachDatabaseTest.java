package dev.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class EachDatabaseTest {
    private final List<TestDatabase> seen = new ArrayList<>();

    @BeforeAll
    void noDatabaseYet() {
        assertThat(seen).isEmpty();
    }

    @BeforeEach
    void preparationsGetTheDatabaseOfTheTest(TestDatabase database) {
        database.execute("CREATE TABLE prepared (n int)");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.SQLITE})
    void theDatabaseIsFreshAndComesAmongOtherParameters(@TempDir Path folder, TestDatabase database) {
        assertThat(folder).isDirectory();
        assertThat(database.rows("SELECT * FROM prepared")).isEmpty();
        assertThat(seen).extracting(TestDatabase::name).doesNotContain(database.name());
        seen.add(database);
    }

    @AfterAll
    void eachServerWasUsedOnceAndFilesAreGone() {
        Set<TestServer> servers = EnumSet.noneOf(TestServer.class);
        for (TestDatabase database : seen) {
            assertThat(servers.add(database.server())).isTrue();
            if (database.server() == TestServer.SQLITE) {
                assertThat(Path.of(database.name())).doesNotExist();
            }
        }
        assertThat(servers).containsExactlyInAnyOrder(TestServer.MYSQL, TestServer.SQLITE);
    }
}
