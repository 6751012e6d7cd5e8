package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.sql.DatabaseKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database's address in the one form that drivers take, whatever form it was written in.
 *
 * @param kind the database, as the URL's scheme says
 * @param url the JDBC URL without user and password
 * @param user the user that stood in it; null for none
 * @param password the password that stood in it; null for none
 * @param masked the URL as it was written, with every secret as {@code ***}
 */
public record JdbcUrl(
        DatabaseKind kind,
        String url,
        @Nullable String user,
        @Nullable Secret password,
        String masked) {

    static final String HIDDEN = "***";

    private static final String JDBC = "jdbc:";
    private static final Pattern SCHEME =
            Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\+[A-Za-z0-9_.-]+)?:.*", Pattern.DOTALL);
    private static final Map<String, DatabaseKind> SCHEMES = Map.of(
            "postgresql", DatabaseKind.POSTGRESQL,
            "postgres", DatabaseKind.POSTGRESQL,
            "mysql", DatabaseKind.MYSQL,
            "mysql2", DatabaseKind.MYSQL,
            "mariadb", DatabaseKind.MARIADB,
            "sqlite", DatabaseKind.SQLITE,
            "sqlite3", DatabaseKind.SQLITE);
    private static final List<String> ACCEPTED = List.of(
            "jdbc:postgresql://host/db",
            "jdbc:mysql://host/db",
            "jdbc:mariadb://host/db",
            "jdbc:sqlite:file",
            "postgresql://user:password@host:port/db",
            "mysql://…",
            "mariadb://…",
            "sqlite:///file");

    /**
     * Reads a URL: {@code jdbc:…}, or as DATABASE_URL holds it, with or without {@code +driver}.
     *
     * @param text the URL, every variable expanded
     * @param base where relative paths of SQLite start
     * @throws MigrateException when it is none that is known; the diagnostic has no place and shows no secret
     */
    public static JdbcUrl parse(String text, Path base) {
        String bare = text.strip();
        DatabaseKind kind = kindOf(bare).orElseThrow(() -> unknown(bare));
        if (kind != DatabaseKind.SQLITE) {
            return ServerUrl.parse(kind, bare);
        }
        String jdbc = bare.regionMatches(true, 0, JDBC, 0, JDBC.length())
                ? sqlite(bare.substring(bare.indexOf(':', JDBC.length()) + 1), base)
                : sqlite(sqlitePath(bare.substring(bare.indexOf(':') + 1)), base);
        return new JdbcUrl(kind, jdbc, null, null, ServerUrl.maskParameters(bare));
    }

    /** The database that a URL is for, from its beginning alone; empty where that is not enough. */
    public static Optional<DatabaseKind> kindOf(String text) {
        String bare = text.strip();
        boolean jdbc = bare.regionMatches(true, 0, JDBC, 0, JDBC.length());
        var match = SCHEME.matcher(jdbc ? bare.substring(JDBC.length()) : bare);
        if (!match.matches()) {
            return Optional.empty();
        }
        String scheme = match.group(1).toLowerCase(Locale.ROOT);
        DatabaseKind kind = SCHEMES.get(scheme);
        // the drivers know no other names: jdbc:postgres is nobody's
        return jdbc && kind != null && !kind.id().equals(scheme) ? Optional.empty() : Optional.ofNullable(kind);
    }

    /** Any URL as it may be shown; what cannot be read is hidden whole behind its scheme. */
    public static String mask(String text) {
        try {
            return parse(text, Path.of("")).masked();
        } catch (MigrateException e) {
            var match = SCHEME.matcher(text.strip());
            return match.matches() ? match.group(1) + ":" + HIDDEN : HIDDEN;
        }
    }

    /** The URL of another database on the same server: whatever else it says stays as it is. */
    public static String withDatabase(String url, String database) {
        int question = url.indexOf('?');
        String bare = question < 0 ? url : url.substring(0, question);
        String query = question < 0 ? "" : url.substring(question);
        int slashes = bare.indexOf("//");
        if (slashes < 0) {
            // jdbc:postgresql:db
            return bare.substring(0, bare.indexOf(':', JDBC.length()) + 1) + database + query;
        }
        return bare.substring(0, ServerUrl.endOfAuthority(bare, slashes + 2, true)) + "/" + database + query;
    }

    private static MigrateException unknown(String text) {
        if (text.isEmpty()) {
            return ServerUrl.bad("the url is empty").toException();
        }
        boolean jdbc = text.regionMatches(true, 0, JDBC, 0, JDBC.length());
        var match = SCHEME.matcher(jdbc ? text.substring(JDBC.length()) : text);
        if (!match.matches()) {
            return ServerUrl.bad("the url does not begin with the name of a database")
                    .note("accepted are " + String.join(", ", ACCEPTED))
                    .toException();
        }
        String scheme = match.group(1);
        var fault = Diagnostic.error(
                        "config/unknown-scheme",
                        "the url begins with \"" + (jdbc ? JDBC : "") + scheme
                                + ":\", which is no database that is known")
                .note("accepted are " + String.join(", ", ACCEPTED));
        return Nearest.of(
                        scheme.toLowerCase(Locale.ROOT),
                        SCHEMES.values().stream()
                                .map(DatabaseKind::id)
                                .distinct()
                                .sorted()
                                .toList())
                .map(nearest -> fault.help("did you mean \"" + (jdbc ? JDBC : "") + nearest + ":\"?"))
                .orElse(fault)
                .toException();
    }

    /**
     * SQLAlchemy's form: after {@code sqlite://} an empty host and a slash, then the path, so an absolute one has four
     * slashes.
     */
    private static String sqlitePath(String rest) {
        if (!rest.startsWith("//")) {
            return rest;
        }
        String path = rest.substring(2);
        if (path.isEmpty() || path.startsWith("?")) {
            return ":memory:" + path;
        }
        if (!path.startsWith("/")) {
            throw ServerUrl.bad("the url names a host, but SQLite has none")
                    .help("sqlite:///" + path.substring(path.indexOf('@') + 1))
                    .toException();
        }
        return path.length() == 1 ? ":memory:" : path.substring(1);
    }

    private static String sqlite(String rest, Path base) {
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? "" : rest.substring(question);
        String scheme = "";
        if (path.startsWith("file:")) {
            scheme = "file:";
            path = path.substring(scheme.length());
        }
        // not the working directory: a module of a larger build is entered from elsewhere
        if (path.isEmpty() && scheme.isEmpty()) {
            path = ":memory:";
        } else if (!path.isEmpty()
                && !path.startsWith(":")
                && !path.startsWith("//")
                && !query.contains("mode=memory")) {
            try {
                path = base.resolve(path).normalize().toString();
            } catch (InvalidPathException e) {
                throw ServerUrl.bad("the url holds no path that this system knows")
                        .toException();
            }
        }
        return JDBC + "sqlite:" + scheme + path + query;
    }
}
