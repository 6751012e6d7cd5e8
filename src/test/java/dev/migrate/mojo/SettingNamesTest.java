package dev.migrate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingNamesTest {

    private final SettingNames names = SettingNames.KNOWN;

    @Test
    @DisplayName("camel case is the files' spelling; names that users choose stay as they are")
    void keys() {
        assertThat(names.key("versionTable")).isEqualTo("version_table");
        assertThat(names.key("version_table")).isEqualTo("version_table");
        assertThat(names.key("hooks.beforeRun")).isEqualTo("hooks.before_run");
        assertThat(names.key("placeholders.appSchema")).isEqualTo("placeholders.appSchema");
        assertThat(names.key("targets.euWest.lockWait")).isEqualTo("targets.euWest.lock_wait");
        assertThat(names.key("targets.euWest.placeholders.appSchema"))
                .isEqualTo("targets.euWest.placeholders.appSchema");
    }

    @Test
    @DisplayName("a setting may stand in a target too, and a placeholder has any name")
    void settings() {
        assertThat(names.isSetting("url")).isTrue();
        assertThat(names.isSetting("targets.eu.url")).isTrue();
        assertThat(names.isSetting("targets.eu.hooks.before_run")).isTrue();
        assertThat(names.isSetting("placeholders.x")).isTrue();
        assertThat(names.isSetting("placeholders.")).isFalse();
        assertThat(names.isSetting("targets.eu")).isFalse();
        assertThat(names.isSetting("ulr")).isFalse();
    }

    @Test
    @DisplayName("tables hold settings, in targets as well")
    void tables() {
        assertThat(names.isTable("hooks")).isTrue();
        assertThat(names.isTable("targets")).isTrue();
        assertThat(names.isTable("targets.eu")).isTrue();
        assertThat(names.isTable("targets.eu.hooks")).isTrue();
        assertThat(names.isTable("schemas")).isFalse();
    }
}
