package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a server listens, and who may create databases there.
 *
 * @param authority host and port as in a URL
 * @param database the database to connect to for creating others; empty for none
 * @param parameters the URL's parameters without user and password, without a question mark
 */
record ServerAddress(
        DatabaseKind kind, String authority, String database, String parameters, String user, String password) {

    static ServerAddress local(DatabaseKind kind, int port, String database, String user, String password) {
        return new ServerAddress(kind, "127.0.0.1:" + port, database, "", user, password);
    }

    /** Reads {@code jdbc:postgresql://h/db?user=u&password=p} or {@code postgresql://u:p@h/db}, and MySQL's alike. */
    static ServerAddress parse(DatabaseKind kind, String url) {
        URI uri;
        try {
            uri = new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the URL of the " + kind.displayName() + " for tests cannot be read");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || !schemeFits(kind, uri.getScheme())) {
            throw new IllegalArgumentException(
                    "the URL of the " + kind.displayName() + " for tests does not begin with " + scheme(kind) + "://");
        }
        String user = "";
        String password = "";
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String[] login = authority.substring(0, at).split(":", 2);
            user = decode(login[0]);
            password = login.length > 1 ? decode(login[1]) : "";
            authority = authority.substring(at + 1);
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            if (parameter.startsWith("user=")) {
                user = decode(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decode(parameter.substring("password=".length()));
            } else {
                parameters.add(parameter);
            }
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        String database = path.isEmpty() && kind == DatabaseKind.POSTGRESQL ? "postgres" : path;
        return new ServerAddress(kind, authority, database, String.join("&", parameters), user, password);
    }

    /** The same server for another user. */
    ServerAddress as(String otherUser, String otherPassword) {
        return new ServerAddress(kind, authority, database, parameters, otherUser, otherPassword);
    }

    /** Access to the database that creates others. */
    Login admin() {
        return login(database);
    }

    /** Access to a database as the user who may do everything. */
    Login login(String name) {
        return new Login(url(name), user, password);
    }

    /** The JDBC URL of a database; MariaDB's too is by Connector/J, the driver that comes with the plugin. */
    String url(String name) {
        return "jdbc:" + scheme(kind) + "://" + authority + "/" + name + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static String scheme(DatabaseKind kind) {
        return kind.isMysqlFamily() ? "mysql" : kind.id();
    }

    private static boolean schemeFits(DatabaseKind kind, String scheme) {
        return scheme(kind).equals(scheme)
                || kind.id().equals(scheme)
                || kind == DatabaseKind.POSTGRESQL && "postgres".equals(scheme);
    }

    private static String decode(String text) {
        // URLDecoder reads forms, where a plus is a space; in a URL's user and password it is a plus
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return user + "@" + url(database);
    }
}
