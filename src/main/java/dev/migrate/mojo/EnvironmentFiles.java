package dev.migrate.mojo;

import dev.migrate.config.Environment;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** The environments of one place, as Maven's options, properties and settings choose and fill them. */
final class EnvironmentFiles {

    EnvironmentFiles(
            Place place,
            MavenSession session,
            SettingsDecrypter decrypter,
            Map<String, String> typedSettings,
            @Nullable String env) {}

    Environment chosen() {
        throw new UnsupportedOperationException();
    }
}
