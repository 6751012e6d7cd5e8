package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a key's type is: each row is gone through once, also where ranges begin and end at odd values. */
@DisplayName("A backfill by a key")
class BackfillKeysTest {

    @TempDir
    Path folder;

    /**
     * A key and its values.
     *
     * @param type as in CREATE TABLE
     * @param values as in INSERT
     */
    private record Key(String type, List<String> values) {
        static Key of(String type, String... values) {
            return new Key(type, List.of(values));
        }

        static Key quoted(String type, String... values) {
            return new Key(type, Arrays.stream(values).map(v -> "'" + v + "'").toList());
        }
    }

    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "a ",
        "B",
        "b1",
        "é",
        "ß",
        "z",
        "''",
        "x''y",
        "\"",
        "a,b",
        "a, 'b".replace("'", "''"),
        "{fn now()}",
        "?",
        "$1",
        ":to",
        "%s",
        "-- no",
        "/* no",
        ";",
        "line\nline",
        "tab\t",
        "\uD83D\uDE00",
        "NULL",
        "0",
        "00",
        "1e1",
        "10"
    };

    private static List<Key> keys(DatabaseKind kind) {
        List<Key> keys = new ArrayList<>();
        keys.add(Key.of(
                "BIGINT",
                "-9223372036854775808",
                "-9223372036854775807",
                "-2",
                "-1",
                "0",
                "1",
                "7",
                "9007199254740992",
                "9007199254740993",
                "9223372036854775806",
                "9223372036854775807"));
        keys.add(Key.of(
                "DECIMAL(20, 5)",
                "-10.5",
                "-1",
                "0",
                "0.00001",
                "0.1",
                "0.10001",
                "1",
                "9",
                "10",
                "99999.99999",
                "123456789.00001",
                "123456789.00002"));
        keys.add(Key.quoted(
                "DATE",
                "0001-01-01".replace("0001", "1000"),
                "1999-12-31",
                "2000-01-01",
                "2024-02-29",
                "2024-03-01",
                "9999-12-31"));
        switch (kind) {
            case POSTGRESQL -> {
                keys.add(Key.quoted("TEXT", TEXTS));
                keys.add(
                        Key.of("TEXT COLLATE \"C\"", "E'back\\\\slash'", "'b'", "'B'", "'a'", "E'\\\\'", "'_'", "'~'"));
                keys.add(Key.quoted(
                        "REAL",
                        "-Infinity",
                        "-1.1",
                        "0.1",
                        "0.3",
                        "1.1",
                        "1.1000001",
                        "16777216",
                        "3e38",
                        "Infinity",
                        "NaN"));
                keys.add(Key.quoted(
                        "DOUBLE PRECISION",
                        "-Infinity",
                        "0.1",
                        "0.30000000000000004",
                        "0.3",
                        "5e-324",
                        "1.7e308",
                        "NaN"));
                keys.add(Key.quoted("NUMERIC", "-1e30", "0", "0.1", "1e-20", "1e30", "NaN"));
                keys.add(Key.quoted(
                        "UUID",
                        "00000000-0000-0000-0000-000000000000",
                        "0fffffff-0000-0000-0000-000000000001",
                        "10000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "80000000-0000-0000-0000-000000000000"));
                keys.add(Key.quoted(
                        "TIMESTAMPTZ",
                        "-infinity",
                        "0044-03-15 BC",
                        "2024-01-01 00:00:00.000001+00",
                        "2024-01-01 00:00:00.000002+00",
                        "2024-01-01 00:00+05",
                        "2024-10-27 02:30+02",
                        "2024-10-27 02:30+01",
                        "infinity"));
                keys.add(Key.quoted(
                        "INTERVAL", "-1 year", "0", "1 day", "1 month", "29 days", "31 days", "1.5 seconds"));
                keys.add(Key.quoted("BYTEA", "", "\\x00", "\\x0001", "\\x27", "\\x5c", "\\xff", "\\xff00"));
                keys.add(Key.quoted("BOOLEAN", "t", "f"));
                keys.add(Key.quoted("INET", "10.0.0.1", "10.0.0.0/8", "192.168.0.1", "::1", "9.9.9.9"));
                keys.add(Key.quoted("CHAR(5)", "", "a", "ab", "b", "c''d"));
                keys.add(Key.quoted("INTEGER[]", "{}", "{1}", "{1,2}", "{2}", "{10}"));
                keys.add(Key.quoted("shade", "zinc", "ash", "moss", "bone", "coal"));
                keys.add(Key.quoted("positive", "1", "2", "3", "10", "20"));
                keys.add(Key.quoted("\"char\"", "a", "b", "c", "A"));
            }
            case SQLITE -> {
                keys.add(Key.quoted("TEXT", TEXTS));
                keys.add(Key.quoted("TEXT COLLATE NOCASE", "a", "B", "c", "D", "e''", "_", "^"));
                keys.add(Key.of(
                        "REAL", "-9e999", "-0.1", "0.1", "0.3", "0.30000000000000004", "1e300", "5e-324", "9e999"));
                keys.add(Key.of("", "1", "2.5", "'1'", "'a'", "x'00'", "x'ff'", "-1", "'-1'"));
                keys.add(Key.of("INTEGER", "1", "2", "10", "-1", "9223372036854775807", "-9223372036854775808"));
                keys.add(Key.of("BLOB", "x''", "x'00'", "x'0001'", "x'27'", "x'ff'"));
            }
            default -> {
                List<String> texts = Arrays.stream(TEXTS)
                        .filter(t -> !t.equals(" ") && !t.equals("a "))
                        .map(t -> "'" + t + "'")
                        .toList();
                keys.add(new Key("VARCHAR(40) CHARACTER SET utf8mb4", texts));
                keys.add(new Key("VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", texts));
                keys.add(Key.of(
                        "VARCHAR(40)", "'back\\\\slash'", "'b'", "'a'", "'\\\\'", "'_'", "'~'", "'\\''", "'a\\%'"));
                keys.add(Key.quoted("VARCHAR(9) CHARACTER SET latin1", "a", "é", "z", "ü", "ß"));
                keys.add(Key.quoted("CHAR(5)", "", "a", "ab", "b", "c''d"));
                keys.add(Key.of(
                        "BIGINT UNSIGNED",
                        "0",
                        "1",
                        "9223372036854775807",
                        "9223372036854775808",
                        "18446744073709551614",
                        "18446744073709551615"));
                keys.add(Key.of(
                        "FLOAT", "-1.1", "0.1", "0.3", "1.1", "1.1000001", "3e38", "16777216", "16777218", "123456.7"));
                keys.add(Key.of("DOUBLE", "-1.1", "0.1", "0.3", "0.30000000000000004", "1.7e308", "1e-300"));
                keys.add(Key.of("BIT(12)", "0", "1", "39", "65", "92", "255", "256", "4095"));
                keys.add(Key.of("BIT(1)", "0", "1"));
                keys.add(Key.of("TINYINT(1)", "0", "1", "2", "-1", "-128", "127"));
                keys.add(Key.quoted("BOOLEAN", "0", "1", "2"));
                keys.add(Key.of("YEAR", "1901", "1999", "2024", "2155"));
                keys.add(Key.quoted(
                        "DATETIME(6)",
                        "1000-01-01 00:00:00",
                        "2024-01-01 00:00:00.000001",
                        "2024-01-01 00:00:00.000002",
                        "9999-12-31 23:59:59.999999"));
                keys.add(Key.quoted(
                        "TIMESTAMP(3)",
                        "1999-01-01 00:00:01",
                        "2024-01-01 00:00:00.001",
                        "2024-01-01 00:00:00.002",
                        "2037-01-01"));
                keys.add(Key.quoted(
                        "TIME(3)",
                        "-838:59:59",
                        "-00:00:01",
                        "00:00:00",
                        "00:00:00.001",
                        "10:00:00",
                        "9:00:00",
                        "838:59:59"));
                keys.add(Key.quoted("VARBINARY(9)", "a", "A", "b", "''", "é", "a,b"));
                keys.add(Key.of("BINARY(3)", "X'000000'", "X'000001'", "X'270000'", "X'5c0000'", "X'ffffff'"));
                keys.add(Key.quoted(
                        "ENUM('zinc', 'ash', 'moss', 'bone', 'coal')", "zinc", "ash", "moss", "bone", "coal"));
                keys.add(Key.quoted("SET('z', 'a', 'm')", "z", "a", "m", "z,a", "z,m", "a,m", ""));
                if (kind == DatabaseKind.MARIADB) {
                    keys.add(Key.quoted(
                            "UUID",
                            "00000000-0000-0000-0000-000000000000",
                            "0fffffff-0000-1000-8000-000000000001",
                            "10000000-0000-1000-8000-000000000000",
                            "ffffffff-ffff-ffff-ffff-ffffffffffff",
                            "80000000-0000-4000-a000-000000000000"));
                    keys.add(Key.quoted("INET6", "::1", "10.0.0.1", "9.9.9.9", "fe80::1", "2001:db8::"));
                }
            }
        }
        return keys;
    }

    @OnEveryDatabase
    void ofAnyTypeGoesThroughEachRowOnce(TestDatabase database) {
        if (database.kind() == DatabaseKind.POSTGRESQL) {
            database.execute("CREATE TYPE shade AS ENUM ('zinc', 'ash', 'moss', 'bone', 'coal')");
            database.execute("CREATE DOMAIN positive AS INTEGER CHECK (VALUE > 0)");
        }
        List<Key> keys = keys(database.kind());
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            try {
                // By turns alone and as the last of two, which compares in another way.
                check(database, keys.get(i), folder.resolve("" + i), i % 2 == 1, faults);
            } catch (MigrateException | IllegalStateException | AssertionError e) {
                faults.add(keys.get(i) + ": " + e);
            }
        }
        assertThat(String.join("\n\n", faults)).isEmpty();
    }

    private static void check(TestDatabase database, Key key, Path folder, boolean composite, List<String> faults) {
        for (String table : List.of("big", "migrate_version", "migrate_history")) {
            database.execute("DROP TABLE IF EXISTS " + table);
        }
        String rows = IntStream.range(0, composite ? 2 : 1)
                .boxed()
                .flatMap(g -> key.values().stream().map(v -> "(" + v + ", " + g + ", 0)"))
                .collect(Collectors.joining(", "));
        database.execute(
                "CREATE TABLE big (id " + key.type()
                        + " NOT NULL, g INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY ("
                        + (composite ? "g, id" : "id") + "))",
                "INSERT INTO big VALUES " + rows);
        Scratch s = new Scratch(folder, database);
        String range = composite ? "(g, id) > (:from) AND (g, id) <= (:to)" : "id > :from AND id <= :to";
        s.revision(
                "a",
                "-- migrate:backfill table=big key=" + (composite ? "g,id" : "id")
                        + " size=2\nUPDATE big SET n = n + 1 WHERE " + range + ";",
                null);
        s.told = new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(String text) {
                assertThat(size()).as(key + ": it does not end").isLessThan(200);
                return super.add(text);
            }
        };
        s.upgrade("head");
        String wrong = String.join(", ", database.rows("SELECT id, g, n FROM big WHERE n <> 1"));
        if (!wrong.isEmpty()) {
            faults.add(key + (composite ? " behind another" : "") + ": " + wrong);
        }
        int all = key.values().size() * (composite ? 2 : 1);
        long batches =
                s.told.stream().filter(line -> line.startsWith("batch behind")).count();
        // A slow batch makes the next ones smaller.
        if (batches < (all + 1) / 2 || batches > all) {
            faults.add(key + " " + batches + " batches");
        }
    }
}
