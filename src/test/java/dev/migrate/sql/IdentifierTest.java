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

    @Property
    void whateverIsQuotedIsOneWordToTheScanner(@ForAll DatabaseKind kind, @ForAll @NotEmpty String name) {
        if (name.indexOf('\0') < 0) {
            Scan scan = Scan.of(kind, "X " + Identifier.quote(kind, name) + ";SELECT 1;");
            assertThat(scan.statements()).hasSize(2);
            assertThat(scan.statements().get(0).keywords()).isEqualTo(List.of("X", name));
        }
    }
}
