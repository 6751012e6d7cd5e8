package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in, and who said so. Keys of their own beat the server of settings.xml, and that beats what stands in the
 * URL; but a URL from a stronger place (the command line, a target) beats keys from a weaker one, or it could not be
 * used.
 *
 * @param user null to leave it to the driver
 * @param userOrigin where the user came from
 * @param password null to leave it to the driver
 * @param passwordOrigin where the password came from
 */
record Login(
        @Nullable String user, Origin userOrigin, @Nullable Secret password, Origin passwordOrigin) {

    /** Settles it; the server is only asked, and its password only decrypted, where something is missing. */
    static Login of(
            SettingsReader reader,
            @Nullable JdbcUrl url,
            Function<String, Optional<Credentials>> servers,
            SettingsReader.Faults faults) {
        var urlValue = reader.layers().find(SettingKey.URL);
        int urlRank = urlValue.map(FoundValue::rank).orElse(Integer.MAX_VALUE);
        Origin urlOrigin = urlValue.map(value -> within(value, "the url")).orElse(Origin.DEFAULT);
        var userValue = notBehind(reader, SettingKey.USER, urlRank, url != null && url.user() != null);
        var passwordValue = notBehind(reader, SettingKey.PASSWORD, urlRank, url != null && url.password() != null);
        var serverValue = reader.layers().find(SettingKey.SERVER);
        @Nullable
        String server = serverValue
                .map(value -> faults.attempt(() -> reader.text(value)))
                .orElse(null);
        boolean given = server != null && !server.isEmpty();

        @Nullable Credentials credentials = null;
        if (given && serverValue.isPresent() && (userValue.isEmpty() || passwordValue.isEmpty())) {
            FoundValue at = serverValue.get();
            String id = server;
            credentials = faults.attempt(
                    () -> SettingsReader.located(at, () -> servers.apply(id).orElseThrow(() -> unknown(id))));
        }
        boolean serverBehindUrl = serverValue.map(FoundValue::rank).orElse(Integer.MAX_VALUE) > urlRank;
        String loser = given ? ", not server \"" + server + "\"" : "";

        @Nullable String user = null;
        Origin userOrigin = Origin.DEFAULT;
        if (userValue.isPresent()) {
            user = faults.attempt(() -> reader.text(userValue.get()));
            userOrigin = but(userValue.get().origin(), loser);
        } else if (credentials != null
                && credentials.user() != null
                && !(serverBehindUrl && url != null && url.user() != null)) {
            user = credentials.user();
            userOrigin = server(serverValue.orElseThrow(), server);
        } else if (url != null && url.user() != null) {
            user = url.user();
            userOrigin = urlOrigin;
        }
        @Nullable Secret password = null;
        Origin passwordOrigin = Origin.DEFAULT;
        if (passwordValue.isPresent()) {
            String text = faults.attempt(() -> reader.text(passwordValue.get()));
            password = text == null ? null : new Secret(text);
            passwordOrigin = but(passwordValue.get().origin(), loser);
        } else if (credentials != null
                && credentials.password() != null
                && !(serverBehindUrl && url != null && url.password() != null)) {
            // a copy: ours is overwritten after use, while the lookup may hand out its own again
            password = new Secret(credentials.password().reveal());
            passwordOrigin = server(serverValue.orElseThrow(), server);
        } else if (url != null && url.password() != null) {
            password = url.password();
            passwordOrigin = urlOrigin;
        }
        return new Login(user, userOrigin, password, passwordOrigin);
    }

    private static Optional<FoundValue> notBehind(SettingsReader reader, SettingKey key, int urlRank, boolean inUrl) {
        return reader.layers().find(key).filter(value -> !inUrl || value.rank() <= urlRank);
    }

    private static Origin within(FoundValue value, String what) {
        return new Origin(
                what + " in " + value.origin().description(), value.origin().span());
    }

    private static Origin server(FoundValue value, @Nullable String id) {
        return new Origin(
                "server \"" + id + "\" of settings.xml, named by "
                        + value.origin().description(),
                value.origin().span());
    }

    private static Origin but(Origin origin, String loser) {
        return loser.isEmpty() ? origin : new Origin(origin.description() + loser, origin.span());
    }

    private static RuntimeException unknown(String id) {
        return Diagnostic.error("config/unknown-server", "settings.xml has no server \"" + id + "\"")
                .help("<server><id>" + id
                        + "</id><username>…</username><password>…</password></server> among the <servers> of "
                        + "~/.m2/settings.xml")
                .toException();
    }
}
