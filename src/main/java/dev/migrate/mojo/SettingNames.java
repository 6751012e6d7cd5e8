package dev.migrate.mojo;

import java.util.List;
import java.util.Set;

/**
 * How the settings of environment files are spelt in a POM and after {@code -Dmigrate.}: in camel case, or as in the
 * files.
 */
final class SettingNames {

    /** The settings that the plugin knows. */
    static final SettingNames KNOWN = new SettingNames(
            List.of(
                    "url",
                    "dialect",
                    "user",
                    "password",
                    "server",
                    "schemas",
                    "version_table",
                    "version_table_schema",
                    "protected",
                    "lock",
                    "lock_expiry",
                    "lock_wait",
                    "lock_timeout",
                    "statement_timeout",
                    "retries",
                    "transaction",
                    "drift",
                    "lint.fail_on",
                    "lint.rules",
                    "lint.ignore",
                    "lint.small",
                    "hooks.before_run",
                    "hooks.after_run",
                    "hooks.before_revision",
                    "hooks.after_revision",
                    "hooks.on_failure",
                    "hooks.post_write",
                    "autogenerate.include",
                    "autogenerate.exclude",
                    "autogenerate.compare_type",
                    "autogenerate.compare_server_default",
                    "autogenerate.compare_comments",
                    "autogenerate.renames",
                    "autogenerate.safe",
                    "autogenerate.shadow_url",
                    "autogenerate.entities",
                    "autogenerate.persistence_unit",
                    "autogenerate.jpa_properties",
                    "scripts.locations",
                    "scripts.file_template",
                    "scripts.revision_template",
                    "scripts.truncate_slug",
                    "scripts.timezone",
                    "scripts.format",
                    "scripts.classpath"),
            Set.of("lint", "hooks", "autogenerate", "scripts"));

    private static final String PLACEHOLDERS = "placeholders";
    private static final String TARGETS = "targets";

    private final List<String> keys;
    private final Set<String> tables;

    private SettingNames(List<String> keys, Set<String> tables) {
        this.keys = keys;
        this.tables = tables;
    }

    /** Every key with a fixed name, as in the files. */
    List<String> keys() {
        return keys;
    }

    /**
     * The key that was meant: camel case as in a POM becomes the files' spelling; names that users choose stay as they
     * are.
     */
    String key(String typed) {
        String[] parts = typed.split("\\.", -1);
        var key = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            boolean chosen = i > 0 && (parts[i - 1].equals(PLACEHOLDERS) || i == 1 && parts[0].equals(TARGETS));
            key.append(i == 0 ? "" : ".").append(chosen ? parts[i] : snakeCase(parts[i]));
        }
        return key.toString();
    }

    /** Whether the key, in the files' spelling, is one that an environment may set. */
    boolean isSetting(String key) {
        String inTarget = insideTarget(key);
        if (inTarget.startsWith(PLACEHOLDERS + ".")) {
            return inTarget.length() > PLACEHOLDERS.length() + 1;
        }
        return keys.contains(inTarget);
    }

    /** Whether the key holds others. */
    boolean isTable(String key) {
        String inTarget = insideTarget(key);
        return tables.contains(inTarget)
                || inTarget.equals(PLACEHOLDERS)
                || key.equals(TARGETS)
                || key.startsWith(TARGETS + ".") && key.indexOf('.') == key.lastIndexOf('.');
    }

    private static String insideTarget(String key) {
        if (!key.startsWith(TARGETS + ".")) {
            return key;
        }
        int dot = key.indexOf('.', TARGETS.length() + 1);
        return dot < 0 ? "" : key.substring(dot + 1);
    }

    private static String snakeCase(String name) {
        var snake = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
