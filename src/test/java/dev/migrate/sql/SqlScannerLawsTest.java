package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.MigrateException;
import java.io.Reader;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SqlScannerLawsTest {

    private static final List<String> SOUP = List.of(
            "'",
            "''",
            "\"",
            "`",
            "[",
            "]",
            ";",
            ";;",
            "--",
            "-- ",
            "#",
            "/*",
            "*/",
            "/*!40101 ",
            "/*+",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "$$",
            "$a$",
            "$1",
            "$",
            "E'",
            "\\",
            "\\'",
            "(",
            ")",
            "a",
            "x1",
            "1",
            "BEGIN",
            "END",
            "CASE",
            "IF",
            "THEN",
            "ATOMIC",
            "NOT",
            "CREATE ",
            "TRIGGER ",
            "FUNCTION ",
            "PROCEDURE ",
            "OR REPLACE ",
            "FOR EACH ROW ",
            "DELIMITER //\n",
            "DELIMITER ;\n",
            "//",
            "COPY t FROM stdin;\n",
            "\\.\n",
            "-- lint:allow a b\n",
            "LOOP ",
            "REPEAT ",
            "ä",
            "😀",
            ":",
            "=",
            ",",
            "\uFEFF");

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(SOUP).list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    @Property(tries = 4000)
    void noCharacterIsLost(@ForAll DatabaseKind kind, @ForAll("soup") String sql) {
        Scan scan;
        try {
            scan = Scan.of(kind, sql);
        } catch (MigrateException e) {
            assertThat(e.diagnostics().get(0).code()).startsWith("sql/");
            return;
        }
        assertThat(scan.whole()).isEqualTo(sql.startsWith("\uFEFF") ? sql.substring(1) : sql);
        assertThat(scan.texts()).noneMatch(String::isBlank);
    }

    @Property(tries = 4000)
    void theBufferCutsNothing(
            @ForAll DatabaseKind kind, @ForAll("soup") String sql, @ForAll @IntRange(min = 1, max = 9) int size) {
        assertThat(said(kind, new Crumbs(sql, size))).isEqualTo(said(kind, new Crumbs(sql, sql.length() + 1)));
    }

    @Property(tries = 200)
    void theWindowMovesUnseen(
            @ForAll DatabaseKind kind, @ForAll("soup") String sql, @ForAll @IntRange(min = 65500, max = 65540) int at) {
        String padded = "x" + " ".repeat(at) + ";\n" + sql;
        String direct = "x;\n" + sql;
        assertThat(said(kind, new Crumbs(padded, 1 << 20)).replace(" ".repeat(at), ""))
                .isEqualTo(said(kind, new Crumbs(direct, 1 << 20)));
    }

    private static String said(DatabaseKind kind, Reader sql) {
        try {
            Scan scan = Scan.of(kind, sql);
            return scan.toString().replaceAll("CopyData@\\w+", "data");
        } catch (MigrateException e) {
            return e.diagnostics().toString();
        }
    }
}
