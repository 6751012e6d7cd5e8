package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("the pieces of SQL text")
class TokensTest {

    @Property
    @Label("are the text")
    void nothingIsLost(@ForAll("texts") String text, @ForAll DatabaseKind kind) {
        assertThat(Tokens.text(Tokens.of(kind, text))).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        " ",
                        "\n",
                        "'it''s'",
                        "\"q\"\"\"",
                        "`b`",
                        "[c]",
                        "-- x\n",
                        "/* y */",
                        "12.5e3",
                        "(",
                        ")",
                        ",",
                        "E'\\\\'",
                        "$1",
                        "?",
                        "ä",
                        "x'00'",
                        "- ",
                        "/",
                        ".")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join(" ", parts));
    }

    @Example
    @Label("know names from strings by the database's rules")
    void kinds() {
        assertThat(types(DatabaseKind.SQLITE, "\"a\" [b c] `d` 'e'"))
                .containsExactly("IDENTIFIER", "IDENTIFIER", "IDENTIFIER", "STRING");
        assertThat(types(DatabaseKind.MYSQL, "\"a\" `d` 'e\\'' # x")).containsExactly("STRING", "IDENTIFIER", "STRING");
        assertThat(types(DatabaseKind.POSTGRESQL, "\"a\" $x$ ' $x$ E'\\'' -- x"))
                .containsExactly("IDENTIFIER", "STRING", "STRING");
        assertThat(Tokens.of(DatabaseKind.SQLITE, "[b c]").get(0).name()).isEqualTo("b c");
        assertThat(Tokens.of(DatabaseKind.SQLITE, "\"a\"\"b\"").get(0).name()).isEqualTo("a\"b");
    }

    private static List<String> types(DatabaseKind kind, String text) {
        return Tokens.of(kind, text).stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .map(token -> token.sort().name())
                .toList();
    }
}
