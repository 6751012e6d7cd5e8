package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("literals")
class LiteralsTest {

    @OnEveryDatabase
    @DisplayName("of texts come back as they were, whatever stands in them")
    void texts(TestDatabase database) {
        Literals literals = new Literals(Live.dialect(database.kind()));
        for (String text : List.of(
                "",
                "plain",
                "it's",
                "''",
                "\\",
                "\\'; DROP TABLE x; --",
                "ä €\uD83D\uDE00",
                "a\nb\tc",
                "?",
                "\"q\"",
                "$$",
                "%_")) {
            assertThat(database.rows("SELECT " + literals.of(text))).containsExactly(text);
        }
        assertThatThrownBy(() -> literals.of("a\0b")).isInstanceOf(MigrateException.class);
    }

    @OnEveryDatabase
    @DisplayName("of other values are what the database takes for them")
    void values(TestDatabase database) {
        Literals literals = new Literals(Live.dialect(database.kind()));
        Map<Object, String> numbers = new LinkedHashMap<>();
        numbers.put(42, "42");
        numbers.put(-7L, "-7");
        numbers.put((short) 3, "3");
        numbers.put(new BigInteger("12345678901234567"), "12345678901234567");
        numbers.put(new BigDecimal("1.50"), "1.50");
        numbers.put(UUID.fromString("7a3d1c1e-0000-4000-8000-000000000001"), "7a3d1c1e-0000-4000-8000-000000000001");
        numbers.put(LocalDate.of(2024, 1, 15), "2024-01-15");
        numbers.put(LocalTime.of(10, 30), "10:30:00");
        numbers.put(LocalDateTime.of(2024, 1, 15, 10, 30), "2024-01-15 10:30:00");
        numbers.put(java.sql.Date.valueOf("2024-01-15"), "2024-01-15");
        numbers.forEach((value, expected) -> {
            String found = database.value("SELECT " + literals.of(value));
            if (database.kind() == DatabaseKind.SQLITE && value instanceof BigDecimal) {
                assertThat(new BigDecimal(found)).isEqualByComparingTo(expected);
            } else {
                assertThat(found).startsWith(expected);
            }
        });
        assertThat(database.value("SELECT " + literals.of(null))).isEqualTo("NULL");
        assertThat(database.value("SELECT CASE WHEN " + literals.of(true) + " THEN 'y' END"))
                .isEqualTo("y");
        assertThat(database.value("SELECT CASE WHEN " + literals.of(false) + " THEN 'y' ELSE 'n' END"))
                .isEqualTo("n");
        assertThat(database.value("SELECT " + literals.of(1.5e10))).contains("5");
    }

    @OnEveryDatabase
    @DisplayName("of bytes, moments, lists and maps fit their columns")
    void columns(TestDatabase database) {
        DatabaseKind kind = database.kind();
        Literals literals = new Literals(Live.dialect(kind));
        boolean postgresql = kind == DatabaseKind.POSTGRESQL;
        database.execute("CREATE TABLE v (b " + (postgresql ? "bytea" : "blob") + ", m "
                + (postgresql ? "timestamptz" : "timestamp NULL") + ", l " + (postgresql ? "text[]" : "varchar(100)")
                + ", j " + (postgresql ? "jsonb" : "varchar(100)") + ", i "
                + (postgresql ? "interval" : "varchar(20)") + ")");
        Instant moment = Instant.parse("2024-01-15T10:30:00Z");
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", "it's");
        map.put("b", Arrays.asList(1, null));
        database.execute("INSERT INTO v VALUES (" + literals.of(new byte[] {0, 39, 92, (byte) 255}) + ", "
                + literals.of(moment) + ", " + literals.of(Arrays.asList("a,b", "c\"d\\", null)) + ", "
                + literals.of(map) + ", " + literals.of(Duration.ofHours(2)) + ")");
        database.execute("INSERT INTO v (m) VALUES ("
                + literals.of(OffsetDateTime.of(2024, 1, 15, 12, 30, 0, 0, ZoneOffset.ofHours(2))) + ")");

        String hex = postgresql ? "encode(b, 'hex')" : "lower(hex(b))";
        assertThat(database.rows("SELECT " + hex + " FROM v WHERE b IS NOT NULL"))
                .containsExactly("00275cff");
        if (kind != DatabaseKind.SQLITE) {
            String epoch = postgresql ? "extract(epoch FROM m)::bigint" : "unix_timestamp(m)";
            assertThat(database.rows("SELECT DISTINCT " + epoch + " FROM v"))
                    .containsExactly(String.valueOf(moment.getEpochSecond()));
        }
        if (postgresql) {
            assertThat(database.value("SELECT l[1] || l[2] || (l[3] IS NULL)::text FROM v WHERE l IS NOT NULL"))
                    .isEqualTo("a,bc\"d\\true");
            assertThat(database.value("SELECT (j->>'a') || (j->'b'->>0) FROM v WHERE j IS NOT NULL"))
                    .isEqualTo("it's1");
            assertThat(database.value("SELECT i FROM v WHERE i IS NOT NULL")).isEqualTo("02:00:00");
        } else {
            assertThat(database.value("SELECT j FROM v WHERE j IS NOT NULL"))
                    .isEqualTo("{\"a\":\"it's\",\"b\":[1,null]}");
            assertThat(database.value("SELECT l FROM v WHERE l IS NOT NULL"))
                    .isEqualTo("[\"a,b\",\"c\\\"d\\\\\",null]");
        }
    }

    @Test
    @DisplayName("stand in the place of question marks that are no part of a string, a name or a comment")
    void binds() {
        Literals postgresql = new Literals(new PostgresqlDialect());
        assertThat(postgresql.fill("SELECT '?', \"?\", ? -- ?\n, ?", List.of(1, "a")))
                .isEqualTo("SELECT '?', \"?\", 1 -- ?\n, 'a'");
        assertThat(postgresql.fill("SELECT j ?? ?", List.of("k"))).isEqualTo("SELECT j ? 'k'");
        assertThat(postgresql.fill("SELECT j ? 'k'", List.of())).isEqualTo("SELECT j ? 'k'");
        assertThatThrownBy(() -> postgresql.fill("SELECT ?", List.of(1, 2)))
                .isInstanceOf(MigrateException.class)
                .hasMessage("the statement has 1 question marks, but 2 values are given");
        assertThatThrownBy(() -> postgresql.of(new Object())).isInstanceOf(MigrateException.class);
        assertThatThrownBy(() -> new Literals(new MysqlDialect(DatabaseKind.MYSQL)).of(Double.NaN))
                .isInstanceOf(MigrateException.class);
    }
}
