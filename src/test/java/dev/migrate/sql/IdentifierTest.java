package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class IdentifierTest {

    @Test
    void namesAreQuotedAsTheDatabaseDoes() {
        assertThat(Identifier.quote(DatabaseKind.POSTGRESQL, "a\"b`")).isEqualTo("\"a\"\"b`\"");
        assertThat(Identifier.quote(DatabaseKind.SQLITE, "x", "Order")).isEqualTo("\"x\".\"Order\"");
        assertThat(Identifier.quote(DatabaseKind.MARIADB, null, "a`b\"")).isEqualTo("`a``b\"`");
        assertThatIllegalArgumentException().isThrownBy(() -> Identifier.quote(DatabaseKind.MYSQL, "a\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Identifier.quote(DatabaseKind.SQLITE, ""));
    }

    @Test
    void literalsAreSafeWithBackslashes() {
        assertThat(SqlLiteral.string(DatabaseKind.POSTGRESQL, "it's")).isEqualTo("'it''s'");
        assertThat(SqlLiteral.string(DatabaseKind.POSTGRESQL, "a\\'b")).isEqualTo("E'a\\\\''b'");
        assertThat(SqlLiteral.string(DatabaseKind.MYSQL, "a\\'b")).isEqualTo("'a\\\\''b'");
        assertThat(SqlLiteral.string(DatabaseKind.MYSQL, "a\\'b", true)).isEqualTo("'a\\''b'");
        assertThat(SqlLiteral.string(DatabaseKind.SQLITE, "a\\'b")).isEqualTo("'a\\''b'");
        assertThat(SqlLiteral.string(DatabaseKind.SQLITE, null)).isEqualTo("NULL");
    }

    @Property
    void whateverIsQuotedIsOneWordToTheScanner(@ForAll DatabaseKind kind, @ForAll @NotEmpty String name) {
        if (name.indexOf('\0') < 0) {
            Scan scan = Scan.of(
                    kind, "X " + Identifier.quote(kind, name) + ";" + SqlLiteral.string(kind, name + "\\") + ";");
            assertThat(scan.statements()).hasSize(2);
            assertThat(scan.statements().get(0).keywords()).isEqualTo(List.of("X", name));
        }
    }
}
