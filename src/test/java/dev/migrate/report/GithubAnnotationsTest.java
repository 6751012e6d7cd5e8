package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GithubAnnotationsTest {

    private final Path checkout = Path.of("/checkout");

    @Test
    @DisplayName("names the file relative to the checkout, with line and columns")
    void place() {
        var diagnostic = Diagnostic.error("sql/quote", "a quote does not end")
                .at(SourceSpan.of(checkout.resolve("module/db/a.sql"), 3, 7, 2));

        assertThat(new GithubAnnotations(checkout).format(diagnostic))
                .isEqualTo(
                        "::error file=module/db/a.sql,line=3,col=7,endColumn=9,title=sql/quote::a quote does not end");
    }

    @Test
    @DisplayName("escapes what GitHub reads as syntax, in values and in properties")
    void escapes() {
        var diagnostic = Diagnostic.warning("a/b", "100% of\r\n:: it, all")
                .at(SourceSpan.of(checkout.resolve("a,b:c%.sql")))
                .note("n");

        assertThat(new GithubAnnotations(checkout).format(diagnostic))
                .isEqualTo("::warning file=a%2Cb%3Ac%25.sql,title=a/b::100%25 of%0D%0A:: it, all%0Anote: n");
    }

    @Test
    @DisplayName("a problem without a place is still an annotation")
    void nowhere() {
        assertThat(new GithubAnnotations(checkout)
                        .format(Diagnostic.error("a/b", "m").help("h")))
                .isEqualTo("::error title=a/b::m%0Ahelp: h");
    }
}
