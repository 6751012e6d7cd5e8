package dev.migrate.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A setting that an environment may have.
 *
 * @param name dotted, as in the file: {@code hooks.before_run}
 * @param type what its value must be
 * @param choices the words of a {@link Type#CHOICE}
 * @param builtIn its value where nobody gives one; null for none
 */
record SettingKey(
        String name,
        Type type,
        List<String> choices,
        @Nullable String builtIn) {

    /** What a value must be. */
    enum Type {
        TEXT("a string", "\"…\""),
        SECRET("a string", "\"${env.PASSWORD}\""),
        BOOLEAN("true or false", "true"),
        COUNT("a whole number from 0", "3"),
        /** A duration, or {@code none} for no limit. */
        LIMIT("a duration", "\"5s\""),
        DURATION("a duration", "\"60s\""),
        /** Several words; commas part them on the command line and in the POM. */
        WORDS("a string or a list of strings", "[\"…\"]"),
        /** Several texts that may hold commas, so a property gives but one. */
        COMMANDS("a string or a list of strings", "[\"…\"]"),
        CHOICE("a string", "\"…\"");

        private final String wanted;
        private final String example;

        Type(String wanted, String example) {
            this.wanted = wanted;
            this.example = example;
        }

        /** What to write, in words. */
        String wanted() {
            return wanted;
        }

        /** A value that may stand there, as TOML, YAML and JSON alike write it. */
        String example() {
            return example;
        }

        /** Whether a list may stand there. */
        boolean isList() {
            return this == WORDS || this == COMMANDS;
        }
    }

    static final SettingKey URL = key("url", Type.TEXT);
    static final SettingKey DIALECT = choice("dialect", null, "postgresql", "mysql", "mariadb", "sqlite");
    static final SettingKey USER = key("user", Type.TEXT);
    static final SettingKey PASSWORD = key("password", Type.SECRET);
    static final SettingKey SERVER = key("server", Type.TEXT);
    static final SettingKey SCHEMAS = key("schemas", Type.WORDS);
    static final SettingKey VERSION_TABLE = key("version_table", Type.TEXT, "migrate_version");
    static final SettingKey VERSION_TABLE_SCHEMA = key("version_table_schema", Type.TEXT);
    static final SettingKey PROTECTED = key("protected", Type.BOOLEAN, "false");
    static final SettingKey LOCK = choice("lock", "auto", "auto", "session", "lease");
    static final SettingKey LOCK_EXPIRY = key("lock_expiry", Type.DURATION, "30s");
    static final SettingKey LOCK_WAIT = key("lock_wait", Type.DURATION, "60s");
    static final SettingKey LOCK_TIMEOUT = key("lock_timeout", Type.LIMIT, "5s");
    static final SettingKey STATEMENT_TIMEOUT = key("statement_timeout", Type.LIMIT, "none");
    static final SettingKey RETRIES = key("retries", Type.COUNT, "3");
    static final SettingKey TRANSACTION = choice("transaction", null, "per-run", "per-revision", "none");
    static final SettingKey DRIFT = choice("drift", "off", "off", "warn", "refuse");
    static final SettingKey LINT_FAIL_ON = choice("lint.fail_on", "error", "error", "warning", "never");
    static final SettingKey LINT_RULES = key("lint.rules", Type.WORDS);
    static final SettingKey LINT_IGNORE = key("lint.ignore", Type.WORDS);
    static final SettingKey LINT_SMALL = key("lint.small", Type.COUNT, "1000");
    static final SettingKey BEFORE_RUN = key("hooks.before_run", Type.COMMANDS);
    static final SettingKey AFTER_RUN = key("hooks.after_run", Type.COMMANDS);
    static final SettingKey BEFORE_REVISION = key("hooks.before_revision", Type.COMMANDS);
    static final SettingKey AFTER_REVISION = key("hooks.after_revision", Type.COMMANDS);
    static final SettingKey ON_FAILURE = key("hooks.on_failure", Type.COMMANDS);
    static final SettingKey POST_WRITE = key("hooks.post_write", Type.COMMANDS);
    static final SettingKey INCLUDE = key("autogenerate.include", Type.WORDS);
    static final SettingKey EXCLUDE = key("autogenerate.exclude", Type.WORDS);
    static final SettingKey COMPARE_TYPE = key("autogenerate.compare_type", Type.BOOLEAN, "true");
    static final SettingKey COMPARE_SERVER_DEFAULT = key("autogenerate.compare_server_default", Type.BOOLEAN, "true");
    static final SettingKey COMPARE_COMMENTS = key("autogenerate.compare_comments", Type.BOOLEAN, "true");
    static final SettingKey RENAMES = key("autogenerate.renames", Type.WORDS);
    static final SettingKey SAFE = key("autogenerate.safe", Type.BOOLEAN, "false");
    static final SettingKey SHADOW_URL = key("autogenerate.shadow_url", Type.TEXT);
    static final SettingKey ENTITIES = key("autogenerate.entities", Type.WORDS);
    static final SettingKey PERSISTENCE_UNIT = key("autogenerate.persistence_unit", Type.TEXT);
    static final SettingKey JPA_PROPERTIES = key("autogenerate.jpa_properties", Type.COMMANDS);
    static final SettingKey LOCATIONS = key("scripts.locations", Type.WORDS, "src/main/migrations");
    static final SettingKey FILE_TEMPLATE =
            key("scripts.file_template", Type.TEXT, "%(year)s-%(month)s-%(day)s_%(slug)s");
    static final SettingKey REVISION_TEMPLATE = key("scripts.revision_template", Type.TEXT);
    static final SettingKey TRUNCATE_SLUG = key("scripts.truncate_slug", Type.COUNT, "40");
    static final SettingKey TIMEZONE = key("scripts.timezone", Type.TEXT, "UTC");
    static final SettingKey FORMAT = choice("scripts.format", "sql", "sql", "java");

    static final SettingKey SCRIPT_CLASSPATH = key("scripts.classpath", Type.WORDS);

    /** Every setting but the open {@code placeholders}, in the order of the documentation. */
    static final List<SettingKey> ALL = List.of(
            URL,
            DIALECT,
            USER,
            PASSWORD,
            SERVER,
            SCHEMAS,
            VERSION_TABLE,
            VERSION_TABLE_SCHEMA,
            PROTECTED,
            LOCK,
            LOCK_EXPIRY,
            LOCK_WAIT,
            LOCK_TIMEOUT,
            STATEMENT_TIMEOUT,
            RETRIES,
            TRANSACTION,
            DRIFT,
            LINT_FAIL_ON,
            LINT_RULES,
            LINT_IGNORE,
            LINT_SMALL,
            BEFORE_RUN,
            AFTER_RUN,
            BEFORE_REVISION,
            AFTER_REVISION,
            ON_FAILURE,
            POST_WRITE,
            INCLUDE,
            EXCLUDE,
            COMPARE_TYPE,
            COMPARE_SERVER_DEFAULT,
            COMPARE_COMMENTS,
            RENAMES,
            SAFE,
            SHADOW_URL,
            ENTITIES,
            PERSISTENCE_UNIT,
            JPA_PROPERTIES,
            LOCATIONS,
            FILE_TEMPLATE,
            REVISION_TEMPLATE,
            TRUNCATE_SLUG,
            TIMEZONE,
            FORMAT,
            SCRIPT_CLASSPATH);

    /** The table of values for scripts, whose keys are the user's own. */
    static final String PLACEHOLDERS = "placeholders";

    /** The table of databases, whose keys are the user's own. */
    static final String TARGETS = "targets";

    /** The tables that hold settings. */
    static final Set<String> GROUPS = Set.of("lint", "hooks", "autogenerate", "scripts", PLACEHOLDERS);

    SettingKey {
        choices = List.copyOf(choices);
    }

    private static SettingKey key(String name, Type type) {
        return new SettingKey(name, type, List.of(), null);
    }

    private static SettingKey key(String name, Type type, String builtIn) {
        return new SettingKey(name, type, List.of(), builtIn);
    }

    private static SettingKey choice(String name, @Nullable String builtIn, String... choices) {
        return new SettingKey(name, Type.CHOICE, List.of(choices), builtIn);
    }

    /** The setting of that dotted name; any below {@code placeholders} is one. */
    static Optional<SettingKey> named(String name) {
        if (name.startsWith(PLACEHOLDERS + ".")) {
            return Optional.of(key(name, Type.TEXT));
        }
        return ALL.stream().filter(key -> key.name.equals(name)).findFirst();
    }

    /** The names in a table, which is empty for the environment itself, without the table's own. */
    static Set<String> namesIn(String group) {
        return ALL.stream()
                .filter(key -> key.group().equals(group))
                .map(SettingKey::lastName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The table it stands in; empty for the environment itself. */
    String group() {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** Its name without the table's. */
    String lastName() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** A name as files write it: {@code versionTable} and {@code version-table} are {@code version_table}. */
    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
    }
}
