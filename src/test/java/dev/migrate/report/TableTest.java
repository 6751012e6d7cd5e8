package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    @DisplayName("columns are as wide as their widest cell, and no line ends in a blank")
    void columns() {
        var table = new Table("KEY", "VALUE").row("url", "").row("lock_wait", "60s\nx");

        assertThat(table.lines(Style.PLAIN)).containsExactly("KEY        VALUE", "url", "lock_wait  60s x");
        assertThatIllegalArgumentException().isThrownBy(() -> table.row("one"));
    }
}
