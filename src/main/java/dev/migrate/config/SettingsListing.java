package dev.migrate.config;

import dev.migrate.diagnostic.MigrateException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every setting as people may read it: effective, with its origin, and without a secret. It never fails for a
 * variable.
 */
final class SettingsListing {

    private static final Pattern ONLY_EXPRESSION = Pattern.compile("\\$\\{[^}]*}");

    private final EnvironmentRequest request;
    private final SettingsReader reader;
    private final String name;

    SettingsListing(EnvironmentRequest request, SettingsReader reader, String name) {
        this.request = request;
        this.reader = reader;
        this.name = name;
    }

    List<Setting> settings() {
        var login = login();
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("env", name, request.choice().origin()));
        for (SettingKey key : SettingKey.ALL) {
            settings.add(setting(key, login));
        }
        reader.layers().placeholders().forEach(key -> settings.add(setting(key, login)));
        return List.copyOf(settings);
    }

    private Login login() {
        var faults = new SettingsReader.Faults();
        JdbcUrl url = reader.layers()
                .find(SettingKey.URL)
                .map(value -> faults.attempt(() -> JdbcUrl.parse(reader.text(value), request.base())))
                .orElse(null);
        var login = Login.of(reader, url, request.servers(), faults);
        if (login.password() != null) {
            login.password().clear();
        }
        return login;
    }

    private Setting setting(SettingKey key, Login login) {
        if (key.equals(SettingKey.USER) && login.user() != null) {
            return new Setting(key.name(), login.user(), login.userOrigin());
        }
        if (key.equals(SettingKey.PASSWORD) && login.password() != null) {
            return new Setting(key.name(), JdbcUrl.HIDDEN, login.passwordOrigin());
        }
        var found = reader.layers().find(key);
        if (found.isEmpty()) {
            @Nullable String builtIn = key.builtIn();
            return new Setting(key.name(), builtIn == null ? Setting.NOT_SET : builtIn, Origin.DEFAULT);
        }
        FoundValue value = found.get();
        String text = value.node() instanceof Node.Items items
                ? items.values().stream()
                        .map(item -> shown(new FoundValue(key, item, value.source(), value.rank())))
                        .collect(Collectors.joining(", ", "[", "]"))
                : shown(value);
        return new Setting(key.name(), text, value.origin());
    }

    private String shown(FoundValue value) {
        String written = value.node() instanceof Node.Scalar scalar ? scalar.text() : "";
        boolean secret = value.key().type() == SettingKey.Type.SECRET
                || SourceText.soundsSecret(value.key().name());
        try {
            String text = reader.text(value);
            // a file that is named in an environment is most often a mounted secret
            return secret || written.contains("${file:") && !value.key().equals(SettingKey.URL)
                    ? JdbcUrl.HIDDEN
                    : masked(value.key(), text);
        } catch (MigrateException e) {
            String shown = secret && !ONLY_EXPRESSION.matcher(written).matches()
                    ? JdbcUrl.HIDDEN
                    : masked(value.key(), written);
            return shown + " (" + e.getMessage() + ")";
        }
    }

    private static String masked(SettingKey key, String text) {
        return key.lastName().endsWith("url") && !ONLY_EXPRESSION.matcher(text).matches()
                ? JdbcUrl.mask(text)
                : ServerUrl.maskParameters(text);
    }
}
