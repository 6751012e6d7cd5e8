package dev.migrate.mojo;

import dev.migrate.config.Credentials;
import dev.migrate.config.Secret;
import dev.migrate.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Users and passwords of the {@code <server>}s in settings.xml, decrypted when they are asked for. */
final class ServerCredentials {

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    ServerCredentials(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    /** The server of that id; empty when settings.xml has none. */
    Optional<Credentials> find(String id) {
        Server server = settings.getServer(id);
        if (server == null) {
            return Optional.empty();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        List<SettingsProblem> problems = result.getProblems();
        for (SettingsProblem problem : problems) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                throw Diagnostic.error(
                                "config/server-not-decrypted",
                                "the password of server \"" + id + "\" in settings.xml cannot be decrypted")
                        .note(problem.getMessage())
                        .help("encrypt it anew: mvn --encrypt-password (Maven 3) or mvnenc encrypt (Maven 4); the"
                                + " master password stands in ~/.m2/settings-security.xml (Maven 3) or"
                                + " settings-security4.xml")
                        .toException();
            }
        }
        Server plain = result.getServer();
        Secret password = plain.getPassword() == null ? null : new Secret(plain.getPassword());
        return Optional.of(new Credentials(plain.getUsername(), password));
    }
}
