package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What PostgreSQL keeps as it was written")
class PostgresqlSpellingTest {

    private static SchemaObject column(String type, String initial) {
        return PostgresqlSpelling.comparable(SchemaObject.of(
                ObjectKind.COLUMN, List.of("public", "t", "c"), Map.of("type", type, "default", initial)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timestamp with time zone | now() | CURRENT_TIMESTAMP",
                "timestamp with time zone | transaction_timestamp() | now()",
                "timestamp without time zone | timezone('utc'::text, now()) | timezone('utc'::text, CURRENT_TIMESTAMP)",
                "character varying(9) | 'a'::character varying | 'a'::text",
                "text | 'a' | 'a'::text",
                "bigint | '5'::bigint | 5",
                "bigint | '-5'::integer | (-5)",
                "timestamp without time zone | '2020-01-01'::timestamp(6) without time zone | '2020-01-01'::timestamp without time zone",
            })
    void isOneText(String type, String one, String other) {
        assertThat(column(type, one)).isEqualTo(column(type, other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timestamp with time zone | app.now() | CURRENT_TIMESTAMP",
                "timestamp with time zone | clock_timestamp() | CURRENT_TIMESTAMP",
                "timestamp with time zone | CURRENT_TIMESTAMP(3) | CURRENT_TIMESTAMP",
                "text | 'now()'::text | 'CURRENT_TIMESTAMP'::text",
                "character varying(9) | 'abc'::character varying(2) | 'abc'::text",
                "numeric | 0 | 0.0",
                "text | '5'::text | 5",
                "jsonb | '{}'::jsonb | '{}'::json",
                "bigint | '5'::bigint | 6",
            })
    void isTwoTexts(String type, String one, String other) {
        assertThat(column(type, one)).isNotEqualTo(column(type, other));
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp(6) with time zone, timestamp with time zone",
        "timestamp(6) without time zone[], timestamp without time zone[]",
        "time(6) without time zone, time without time zone",
        "interval(6), interval",
        "interval second(6), interval second",
    })
    void isOneType(String one, String other) {
        assertThat(column(one, "NULL")).isEqualTo(column(other, "NULL"));
        assertThat(column(one.replace("6", "3"), "NULL")).isNotEqualTo(column(other, "NULL"));
    }
}
