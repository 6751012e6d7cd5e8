package dev.migrate.dialect;

import dev.migrate.config.DatabaseName;
import dev.migrate.config.DatabaseSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Says why a database cannot be reached, without ever naming a password. */
public final class ConnectFailure {

    /** A password of so many characters hardly stands in a longer word by accident. */
    private static final int LONG = 8;

    private ConnectFailure() {}

    /** The driver's refusal as a diagnostic; {@code state} is its SQLSTATE or vendor code, already judged by the dialect. */
    public static MigrateException of(DatabaseSettings settings, Reason reason, SQLException e) {
        String url = settings.url();
        String said = scrub(settings, said(e));
        Diagnostic diagnostic =
                switch (reason) {
                    case CREDENTIALS ->
                        Diagnostic.error(
                                        "connect/credentials",
                                        "the database of \"" + settings.name() + "\" refuses the user "
                                                + (settings.user() == null
                                                        ? "that the driver chose"
                                                        : "\"" + settings.user() + "\""))
                                .note("url: " + url)
                                .note("it says: " + said)
                                .help("mvn migrate:config -Dmigrate.env=" + environment(settings)
                                        + " shows which user and password are used and where they come from");
                    case NO_DATABASE ->
                        Diagnostic.error(
                                        "connect/no-database",
                                        "the server of \"" + settings.name() + "\" has no such database")
                                .note("url: " + url)
                                .note("it says: " + said)
                                .help("create the database, or correct \"url\"; mvn migrate:config -Dmigrate.env="
                                        + environment(settings) + " shows where it comes from");
                    case UNREACHABLE ->
                        Diagnostic.error(
                                        "connect/unreachable",
                                        "the database of \"" + settings.name() + "\" cannot be reached")
                                .note("url: " + url)
                                .note("it says: " + said)
                                .help("check host and port, and that the server is running; mvn migrate:config"
                                        + " -Dmigrate.env="
                                        + environment(settings) + " shows where the url comes from");
                };
        return diagnostic.toException(e);
    }

    /** No driver takes the URL. */
    public static MigrateException noDriver(DatabaseSettings settings) {
        return Diagnostic.error("connect/no-driver", "no JDBC driver takes the url of \"" + settings.name() + "\"")
                .note("url: " + settings.url())
                .help("use jdbc:postgresql:, jdbc:mysql:, jdbc:mariadb: or jdbc:sqlite:, or DATABASE_URL's form such as"
                        + " postgresql://host/database")
                .toException();
    }

    /** PostgreSQL's driver says only that the attempt failed where its cause knows that there is no such host. */
    private static String said(SQLException e) {
        String said = String.valueOf(e.getMessage()).strip();
        Throwable cause = e.getCause();
        while (cause != null && cause.getCause() != null && !(cause instanceof UnknownHostException)) {
            cause = cause.getCause();
        }
        return cause instanceof UnknownHostException && !said.contains("host")
                ? said + " There is no host \"" + cause.getMessage() + "\"."
                : said;
    }

    /**
     * A driver's text without the password, should it repeat it. A short one is looked for as a word of its own:
     * letters hidden inside other words make the text unreadable, and tell which they are.
     */
    private static String scrub(DatabaseSettings settings, String text) {
        if (settings.password() == null) {
            return text;
        }
        String password = settings.password().reveal();
        if (password.isEmpty()) {
            return text;
        }
        String secret = Pattern.quote(password);
        if (password.length() < LONG) {
            secret = "(?<![\\p{L}\\p{N}])" + secret + "(?![\\p{L}\\p{N}])";
        }
        return Pattern.compile(secret).matcher(text).replaceAll("***");
    }

    private static String environment(DatabaseSettings settings) {
        return DatabaseName.of(settings.name()).environment();
    }

    /** Why. */
    public enum Reason {
        /** User or password. */
        CREDENTIALS,
        /** The server is there, the database is not. */
        NO_DATABASE,
        /** Host, port, network, or a server that is down. */
        UNREACHABLE
    }
}
