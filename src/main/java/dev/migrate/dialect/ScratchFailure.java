package dev.migrate.dialect;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.sql.SQLException;

/** Says why there is no scratch database. */
public final class ScratchFailure {

    private static final String SHADOW = "name an empty database to use instead: [autogenerate] shadow_url = \"…\"";

    private ScratchFailure() {}

    /** The user lacks the right; {@code grant} is what somebody who may must type. */
    public static MigrateException noRight(DatabaseSettings live, String grant, SQLException e) {
        return Diagnostic.error(
                        "scratch/no-right",
                        "the user of \"" + live.name() + "\" may not create a scratch database on its server")
                .note("url: " + live.url())
                .note("it says: " + firstLine(e))
                .help(grant + " -- or " + SHADOW)
                .toException(e);
    }

    /** The server makes none for another reason, or does not let anybody in. */
    public static MigrateException notMade(DatabaseSettings live, Throwable e) {
        return Diagnostic.error(
                        "scratch/not-made",
                        "no scratch database could be made on the server of \"" + live.name() + "\"")
                .note("url: " + live.url())
                .note("it says: " + firstLine(e))
                .help(SHADOW)
                .toException(e);
    }

    /** The first line of what is said, without the driver's prefix. */
    static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }
}
