package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An environment whose files are read and checked; each value is expanded when it is asked for. */
final class LoadedEnvironment implements Environment {

    private final EnvironmentRequest request;
    private final LayerStack.Parts parts;
    private final @Nullable String target;
    private final SettingsReader reader;
    private final List<Environment> targets;
    private final List<Secret> issued = new ArrayList<>();

    private LoadedEnvironment(EnvironmentRequest request, LayerStack.Parts parts, @Nullable String target) {
        this.request = request;
        this.parts = parts;
        this.target = target;
        this.reader =
                new SettingsReader(target == null ? parts.environment() : parts.target(target), new Expansion(request));
        this.targets = target != null
                ? List.of()
                : parts.targets().stream()
                        .<Environment>map(name -> new LoadedEnvironment(request, parts, name))
                        .toList();
    }

    static LoadedEnvironment of(EnvironmentRequest request, LayerStack.Parts parts) {
        return new LoadedEnvironment(request, parts, null);
    }

    @Override
    public String name() {
        return target == null ? request.choice().name() : request.choice().name() + "/" + target;
    }

    @Override
    public boolean isProtected() {
        return reader.bool(SettingKey.PROTECTED);
    }

    @Override
    public DatabaseKind kind() {
        Optional<DatabaseKind> dialect = dialect();
        var url = reader.layers().find(SettingKey.URL);
        Optional<DatabaseKind> literal = url.flatMap(LoadedEnvironment::literalKind);
        if (dialect.isPresent()) {
            literal.ifPresent(kind -> agree(dialect.get(), kind));
            return dialect.get();
        }
        if (literal.isPresent()) {
            return literal.get();
        }
        if (url.isEmpty()) {
            throw unknownDatabase("environment \"" + name() + "\" has neither url nor dialect", null);
        }
        String text;
        try {
            text = reader.text(url.get());
        } catch (MigrateException e) {
            throw unknownDatabase(
                    "which database environment \"" + name() + "\" is, only its url says, and " + e.getMessage(),
                    url.get());
        }
        return located(text, url.get()).kind();
    }

    private RuntimeException unknownDatabase(String message, @Nullable FoundValue url) {
        var fault = Diagnostic.error("config/unknown-database", message)
                .help("dialect = \"postgresql\" (or mysql, mariadb, sqlite) in " + file());
        return (url == null ? fault : url.source().locate(fault, url.node().place())).toException();
    }

    private Optional<DatabaseKind> dialect() {
        return Optional.ofNullable(reader.choice(SettingKey.DIALECT)).flatMap(DatabaseKind::byId);
    }

    /** What the text before the first variable says. */
    private static Optional<DatabaseKind> literalKind(FoundValue url) {
        if (!(url.node() instanceof Node.Scalar scalar)) {
            return Optional.empty();
        }
        int variable = scalar.text().indexOf("${");
        String literal = variable < 0 ? scalar.text() : scalar.text().substring(0, variable);
        return JdbcUrl.kindOf(literal);
    }

    /** MySQL's and MariaDB's URLs stand for each other: one driver reaches both. */
    private void agree(DatabaseKind dialect, DatabaseKind url) {
        if (dialect == url || dialect.isMysqlFamily() && url.isMysqlFamily()) {
            return;
        }
        var value = reader.layers().find(SettingKey.DIALECT).orElseThrow();
        throw value.source()
                .locate(
                        Diagnostic.error(
                                        "config/dialect-contradicts-url",
                                        "\"dialect\" is \"" + dialect.id() + "\", but the url is one of "
                                                + url.displayName())
                                .help("leave \"dialect\" away: the url says it"),
                        value.node().place())
                .toException();
    }

    private JdbcUrl located(String text, FoundValue url) {
        return SettingsReader.located(url, () -> JdbcUrl.parse(text, request.base()));
    }

    @Override
    public synchronized DatabaseSettings database() {
        var url = reader.layers().find(SettingKey.URL).orElseThrow(() -> Diagnostic.error(
                        "config/no-url", "environment \"" + name() + "\" has no url")
                .help("url = \"jdbc:sqlite:" + request.choice().name() + ".db\" in " + file() + ", or -Dmigrate.url=…")
                .toException());
        var faults = new SettingsReader.Faults();
        @Nullable JdbcUrl jdbc = faults.attempt(() -> located(reader.text(url), url));
        faults.attempt(() -> {
            dialect().ifPresent(dialect -> {
                if (jdbc != null) {
                    agree(dialect, jdbc.kind());
                }
            });
            return null;
        });
        var login = Login.of(reader, jdbc, request.servers(), faults);
        var limits = limits(faults);
        faults.raise();
        if (jdbc == null || limits == null) {
            throw new IllegalStateException("a setting is missing and nothing was said about it");
        }
        if (login.password() != null) {
            issued.add(login.password());
        }
        if (jdbc.password() != null) {
            issued.add(jdbc.password());
        }
        return limits.settings(name(), jdbc.url(), dialect().orElse(jdbc.kind()), login.user(), login.password());
    }

    /** Its own user and password where it has some, else those of the environment. */
    @Override
    public synchronized Optional<DatabaseSettings> shadow() {
        var found = reader.layers().find(SettingKey.SHADOW_URL);
        if (found.isEmpty() || reader.text(found.get()).isBlank()) {
            return Optional.empty();
        }
        JdbcUrl shadow = located(reader.text(found.get()), found.get());
        var faults = new SettingsReader.Faults();
        var limits = limits(faults);
        @Nullable String user = shadow.user();
        @Nullable Secret password = shadow.password();
        if (user == null && shadow.kind() != DatabaseKind.SQLITE) {
            var url = reader.layers().find(SettingKey.URL);
            @Nullable
            JdbcUrl own = url.isEmpty() ? null : faults.attempt(() -> located(reader.text(url.get()), url.get()));
            var login = Login.of(reader, own, request.servers(), faults);
            user = login.user();
            password = password == null ? login.password() : password;
        }
        faults.raise();
        if (limits == null) {
            throw new IllegalStateException("a setting is missing and nothing was said about it");
        }
        if (password != null) {
            issued.add(password);
        }
        return Optional.of(limits.settings(name(), shadow.url(), shadow.kind(), user, password));
    }

    @Override
    public DatabaseSettings offline() {
        var faults = new SettingsReader.Faults();
        var limits = limits(faults);
        faults.raise();
        if (limits == null) {
            throw new IllegalStateException("a setting is missing and nothing was said about it");
        }
        return limits.settings(name(), "", kind(), null, null);
    }

    /** What {@link DatabaseSettings} holds besides how to get there. */
    private record Limits(
            String versionTable,
            @Nullable String schema,
            List<String> schemas,
            Duration lockWait,
            @Nullable Duration lockTimeout,
            @Nullable Duration statementTimeout,
            int retries,
            @Nullable TransactionMode mode,
            LockSettings lock) {

        DatabaseSettings settings(
                String name, String url, DatabaseKind kind, @Nullable String user, @Nullable Secret password) {
            return new DatabaseSettings(
                    name,
                    url,
                    kind,
                    user,
                    password,
                    versionTable,
                    schema == null || schema.isEmpty() ? null : schema,
                    schemas,
                    lockWait,
                    lockTimeout,
                    statementTimeout,
                    retries,
                    mode,
                    lock);
        }
    }

    private @Nullable Limits limits(SettingsReader.Faults faults) {
        String versionTable = faults.attempt(() -> reader.name(SettingKey.VERSION_TABLE));
        String schema = faults.attempt(() -> reader.text(SettingKey.VERSION_TABLE_SCHEMA));
        List<String> schemas = faults.attempt(() -> reader.list(SettingKey.SCHEMAS));
        Duration lockWait = faults.attempt(() -> reader.duration(SettingKey.LOCK_WAIT));
        Duration lockTimeout = faults.attempt(() -> reader.duration(SettingKey.LOCK_TIMEOUT));
        Duration statementTimeout = faults.attempt(() -> reader.duration(SettingKey.STATEMENT_TIMEOUT));
        Integer retries = faults.attempt(() -> reader.count(SettingKey.RETRIES));
        TransactionMode mode = faults.attempt(this::transaction);
        LockSettings lock = faults.attempt(this::lock);
        return versionTable == null || schemas == null || lockWait == null || retries == null || lock == null
                ? null
                : new Limits(
                        versionTable, schema, schemas, lockWait, lockTimeout, statementTimeout, retries, mode, lock);
    }

    private LockSettings lock() {
        Duration expiry = reader.duration(SettingKey.LOCK_EXPIRY);
        return new LockSettings(
                LockSettings.Form.valueOf(
                        String.valueOf(reader.choice(SettingKey.LOCK)).toUpperCase(Locale.ROOT)),
                expiry == null ? LockSettings.DEFAULT.expiry() : expiry);
    }

    private @Nullable TransactionMode transaction() {
        String mode = reader.choice(SettingKey.TRANSACTION);
        return mode == null
                ? null
                : TransactionMode.valueOf(mode.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    @Override
    public DriftMode drift() {
        return DriftMode.valueOf(String.valueOf(reader.choice(SettingKey.DRIFT)).toUpperCase(Locale.ROOT));
    }

    @Override
    public LintSettings lint() {
        var faults = new SettingsReader.Faults();
        String failOn = faults.attempt(() -> reader.choice(SettingKey.LINT_FAIL_ON));
        List<String> rules = faults.attempt(() -> reader.list(SettingKey.LINT_RULES));
        List<String> ignore = faults.attempt(() -> reader.list(SettingKey.LINT_IGNORE));
        Integer small = faults.attempt(() -> reader.count(SettingKey.LINT_SMALL));
        faults.raise();
        return new LintSettings(
                failOn == null ? LintSettings.DEFAULT.failOn() : failOn,
                rules == null ? List.of() : rules,
                ignore == null ? List.of() : ignore,
                small == null ? LintSettings.DEFAULT.small() : small);
    }

    @Override
    public synchronized void clearSecrets() {
        issued.forEach(Secret::clear);
        issued.clear();
        targets.forEach(Environment::clearSecrets);
    }

    @Override
    public ScriptSettings scripts() {
        var faults = new SettingsReader.Faults();
        List<Path> locations = faults.attempt(() -> reader.list(SettingKey.LOCATIONS, (text, entry) -> location(text)));
        String fileTemplate = faults.attempt(() -> reader.text(SettingKey.FILE_TEMPLATE));
        String revisionTemplate = faults.attempt(() -> reader.text(SettingKey.REVISION_TEMPLATE));
        Integer slug = faults.attempt(() -> reader.count(SettingKey.TRUNCATE_SLUG));
        ZoneId zone = faults.attempt(() -> reader.zone(SettingKey.TIMEZONE));
        String format = faults.attempt(() -> reader.choice(SettingKey.FORMAT));
        List<String> classpath = faults.attempt(() -> reader.list(SettingKey.SCRIPT_CLASSPATH));
        faults.raise();
        if (locations == null
                || fileTemplate == null
                || slug == null
                || zone == null
                || format == null
                || classpath == null) {
            throw new IllegalStateException("a setting is missing and nothing was said about it");
        }
        return new ScriptSettings(
                locations.isEmpty() ? List.of(location(String.valueOf(SettingKey.LOCATIONS.builtIn()))) : locations,
                fileTemplate,
                revisionTemplate == null || revisionTemplate.isEmpty() ? null : revisionTemplate,
                slug,
                zone,
                format,
                classpath);
    }

    @Override
    public ModelSettings model() {
        var faults = new SettingsReader.Faults();
        List<String> entities = faults.attempt(() -> reader.list(SettingKey.ENTITIES));
        Map<String, String> properties = new LinkedHashMap<>();
        faults.attempt(
                () -> reader.list(SettingKey.JPA_PROPERTIES, (text, entry) -> properties.put(name(text), value(text))));
        String unit = faults.attempt(() -> reader.text(SettingKey.PERSISTENCE_UNIT));
        faults.raise();
        return new ModelSettings(entities == null ? List.of() : entities, unit, properties);
    }

    @Override
    public AutogenerateSettings autogenerate() {
        var faults = new SettingsReader.Faults();
        List<List<String>> lists = new ArrayList<>();
        for (SettingKey key : List.of(SettingKey.INCLUDE, SettingKey.EXCLUDE, SettingKey.RENAMES)) {
            List<String> list = faults.attempt(() -> reader.list(key));
            lists.add(list == null ? List.of() : list);
        }
        List<Boolean> switches = new ArrayList<>();
        for (SettingKey key : List.of(
                SettingKey.COMPARE_TYPE,
                SettingKey.COMPARE_SERVER_DEFAULT,
                SettingKey.COMPARE_COMMENTS,
                SettingKey.SAFE)) {
            Boolean on = faults.attempt(() -> reader.bool(key));
            switches.add(on != null && on);
        }
        faults.raise();
        return new AutogenerateSettings(
                lists.get(0),
                lists.get(1),
                switches.get(0),
                switches.get(1),
                switches.get(2),
                lists.get(2),
                switches.get(3));
    }

    private static String name(String property) {
        int equals = property.indexOf('=');
        if (equals <= 0) {
            throw Diagnostic.error("config/bad-value", "\"" + property + "\" is no property of the form NAME=VALUE")
                    .help("jpa_properties = [\"hibernate.auto_quote_keyword=true\"]")
                    .toException();
        }
        return property.substring(0, equals).strip();
    }

    private static String value(String property) {
        return property.substring(property.indexOf('=') + 1).strip();
    }

    /** A folder of scripts, which must not lead out of the project, not even by a symbolic link. */
    private Path location(String text) {
        try {
            Path base = request.base();
            Path folder = base.resolve(text).normalize();
            boolean inside = folder.startsWith(base)
                    && (!Files.exists(folder) || folder.toRealPath().startsWith(base.toRealPath()));
            if (inside) {
                return folder;
            }
        } catch (InvalidPathException | IOException e) {
            throw Diagnostic.error("config/bad-value", "\"" + text + "\" is no folder that can be looked into")
                    .toException();
        }
        throw Diagnostic.error("config/outside-project", "\"" + text + "\" leads out of the project")
                .note("the project is " + request.base())
                .help("move the scripts into the project; src/main/migrations is where they are looked for")
                .toException();
    }

    @Override
    public HookSettings hooks() {
        var faults = new SettingsReader.Faults();
        List<List<String>> lists = new ArrayList<>();
        for (SettingKey key : List.of(
                SettingKey.BEFORE_RUN,
                SettingKey.AFTER_RUN,
                SettingKey.BEFORE_REVISION,
                SettingKey.AFTER_REVISION,
                SettingKey.ON_FAILURE,
                SettingKey.POST_WRITE)) {
            List<String> list = faults.attempt(() -> reader.list(key));
            lists.add(list == null ? List.of() : list);
        }
        faults.raise();
        return new HookSettings(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4), lists.get(5));
    }

    @Override
    public @Nullable Map<String, String> placeholders() {
        var keys = reader.layers().placeholders();
        if (keys.isEmpty()) {
            return null;
        }
        var faults = new SettingsReader.Faults();
        Map<String, String> values = new LinkedHashMap<>();
        for (SettingKey key : keys) {
            String text = faults.attempt(() -> reader.text(key));
            values.put(key.lastName(), text == null ? "" : text);
        }
        faults.raise();
        return Collections.unmodifiableMap(values);
    }

    @Override
    public List<Environment> targets() {
        return targets;
    }

    @Override
    public List<Setting> settings() {
        return new SettingsListing(request, reader, name()).settings();
    }

    /** The environment's file as users read it, also where it is still to be written. */
    private String file() {
        return parts.own()
                .map(layer -> layer.source().shown())
                .orElseGet(() -> SourceText.relative(
                        request.base(),
                        request.effectiveFolder().resolve(request.choice().name() + ".toml")));
    }
}
