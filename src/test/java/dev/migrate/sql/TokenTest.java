package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.Token.Sort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens")
class TokenTest {

    @Test
    void areWhatIsLeftWithoutCommentsAndBlanks() {
        assertThat(Token.of(
                        DatabaseKind.SQLITE,
                        "CREATE /* x */ TABLE [a ] -- y\n (\"b\"\"c\" TEXT DEFAULT 'it''s', `d` -1)"))
                .containsExactly(
                        new Token(Sort.WORD, "CREATE"),
                        new Token(Sort.WORD, "TABLE"),
                        new Token(Sort.IDENTIFIER, "[a ]"),
                        new Token(Sort.SYMBOL, "("),
                        new Token(Sort.IDENTIFIER, "\"b\"\"c\""),
                        new Token(Sort.WORD, "TEXT"),
                        new Token(Sort.WORD, "DEFAULT"),
                        new Token(Sort.STRING, "'it''s'"),
                        new Token(Sort.SYMBOL, ","),
                        new Token(Sort.IDENTIFIER, "`d`"),
                        new Token(Sort.SYMBOL, "-"),
                        new Token(Sort.NUMBER, "1"),
                        new Token(Sort.SYMBOL, ")"));
    }

    @Test
    void knowTheNameThatTheyStandFor() {
        assertThat(Token.of(DatabaseKind.SQLITE, "[a ] \"b\"\"c\" `d` e"))
                .extracting(Token::name)
                .containsExactly("a ", "b\"c", "d", "e");
    }

    @Test
    void areDollarQuotedOnPostgresqlAlone() {
        assertThat(Token.of(DatabaseKind.POSTGRESQL, "$x$ a -- b $x$"))
                .containsExactly(new Token(Sort.STRING, "$x$ a -- b $x$"));
    }
}
