package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.sql.DatabaseKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the URL of a database server apart. It is written to hide: whatever is not surely harmless is not shown. */
final class ServerUrl {

    private static final String JDBC = "jdbc:";
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([A-Za-z0-9_.-]+)=([^&;]*)");
    /** Wide enough for names in other alphabets and with underscores, too narrow for what only passwords hold. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._%-]*");

    /**
     * Connector/J's own form of a host: {@code (host=h,user=u,password=p)} or {@code
     * address=(host=h)(user=u)(password=p)}.
     */
    private static final Pattern KEYED = Pattern.compile("(?i)([(,]\\s*)(user|password)\\s*=([^,()]*)(\\)?)");

    /** What clients of libpq and of other languages call a parameter, and what the driver calls it. */
    private static final Map<String, String> POSTGRESQL_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "channel_binding", "channelBinding");

    /** Time-outs are left alone: the driver counts milliseconds, the others seconds. */
    private static final Map<String, String> MYSQL_NAMES = Map.of("ssl-mode", "sslMode", "ssl_mode", "sslMode");

    private final boolean jdbc;
    private @Nullable String user;
    private @Nullable String password;

    private ServerUrl(boolean jdbc) {
        this.jdbc = jdbc;
    }

    static JdbcUrl parse(DatabaseKind kind, String text) {
        boolean jdbc = text.regionMatches(true, 0, JDBC, 0, JDBC.length());
        return new ServerUrl(jdbc).read(kind, text);
    }

    static Diagnostic bad(String why) {
        return Diagnostic.error("config/bad-url", why);
    }

    private static Diagnostic unencoded() {
        return bad("the url cannot be taken apart")
                .note("in a user or password, write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25")
                .help("better, set them by themselves: user = \"…\" and password = \"${env.DB_PASSWORD}\"");
    }

    private JdbcUrl read(DatabaseKind kind, String text) {
        int slashes = text.indexOf("//");
        int question = text.indexOf('?');
        if (slashes < 0 || question >= 0 && question < slashes) {
            if (!jdbc || text.indexOf('@') >= 0 && (question < 0 || text.indexOf('@') < question)) {
                throw unencoded().toException();
            }
            // jdbc:postgresql:db
            String head = question < 0 ? text : text.substring(0, question);
            String query = question < 0 ? "" : text.substring(question);
            return result(kind, head + query(kind, query), head + maskParameters(query));
        }
        String begin = text.substring(0, slashes + 2);
        // Connector/J alone has hosts in parentheses
        boolean mayBeKeyed = jdbc && kind.isMysqlFamily();
        int end = endOfAuthority(text, slashes + 2, mayBeKeyed);
        String authority = text.substring(slashes + 2, end);
        question = text.indexOf('?', end);
        String path = question < 0 ? text.substring(end) : text.substring(end, question);
        String query = question < 0 ? "" : text.substring(question);
        if (path.indexOf('@') >= 0 || text.indexOf('#') >= 0) {
            throw unencoded().toException();
        }
        String head = jdbc ? begin : JDBC + kind.id() + "://";
        if (mayBeKeyed
                && (authority.startsWith("(") || authority.startsWith("[(") || authority.startsWith("address=("))) {
            String hosts = keyed(authority);
            String hidden = KEYED.matcher(authority)
                    .replaceAll(match -> match.group(2).equalsIgnoreCase("password")
                            ? Matcher.quoteReplacement(
                                    match.group(1) + match.group(2) + "=" + JdbcUrl.HIDDEN + match.group(4))
                            : Matcher.quoteReplacement(match.group()));
            return result(
                    kind, head + hosts + path + query(kind, query), begin + hidden + path + maskParameters(query));
        }
        var hidden = new StringBuilder();
        String hosts = hosts(authority, mayBeKeyed, hidden);
        if (!mayBeKeyed || hosts.indexOf('(') < 0) {
            checkHosts(hosts);
        }
        if (!jdbc && kind == DatabaseKind.POSTGRESQL && hosts.isEmpty()) {
            // libpq would take the local socket, which Java's driver has none of
            hosts = "localhost";
        }
        return result(kind, head + hosts + path + query(kind, query), begin + hidden + path + maskParameters(query));
    }

    private JdbcUrl result(DatabaseKind kind, String url, String masked) {
        return new JdbcUrl(kind, url, user, password == null ? null : new Secret(password), masked);
    }

    /** Where hosts and ports end. */
    static int endOfAuthority(String text, int from, boolean parentheses) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if ((depth <= 0 || !parentheses) && (c == '/' || c == '?' || c == '#')) {
                return i;
            }
        }
        return text.length();
    }

    /** The hosts without credentials; Connector/J allows them before each host. */
    private String hosts(String authority, boolean severalLogins, StringBuilder hidden) {
        String[] each = authority.split(",", -1);
        long withUser =
                Arrays.stream(each).filter(host -> host.indexOf('@') >= 0).count();
        if (!severalLogins || withUser < 2) {
            each = new String[] {authority};
        } else if (Arrays.stream(each)
                        .filter(host -> host.indexOf('@') >= 0)
                        .map(host -> host.substring(0, host.lastIndexOf('@')))
                        .distinct()
                        .count()
                > 1) {
            // one login for each host cannot be held, and it may as well be a password with a comma
            throw unencoded().toException();
        }
        List<String> bare = new ArrayList<>();
        for (String host : each) {
            int at = host.lastIndexOf('@');
            hidden.append(hidden.isEmpty() ? "" : ",");
            if (at >= 0) {
                String login = host.substring(0, at);
                int colon = login.indexOf(':');
                String name = colon < 0 ? login : login.substring(0, colon);
                give(
                        name.isEmpty() ? null : percentDecoded(name),
                        colon < 0 ? null : percentDecoded(login.substring(colon + 1)));
                hidden.append(name)
                        .append(colon < 0 ? "" : ":" + JdbcUrl.HIDDEN)
                        .append('@');
            }
            hidden.append(host, at + 1, host.length());
            bare.add(host.substring(at + 1));
        }
        return String.join(",", bare);
    }

    private static void checkHosts(String hosts) {
        if (hosts.isEmpty()) {
            return;
        }
        for (String host : hosts.split(",", -1)) {
            int colon = host.startsWith("[") ? host.indexOf("]") + 1 : host.indexOf(':');
            String port = colon >= 0 && colon < host.length() ? host.substring(colon) : "";
            boolean known = port.isEmpty() || port.matches(":\\d{1,5}") && Integer.parseInt(port.substring(1)) <= 65535;
            String name = colon < 0 ? host : host.substring(0, colon);
            if (!known
                    || !host.startsWith("[") && !HOST.matcher(name).matches()
                    || host.startsWith("[") && host.indexOf(']') < 0) {
                throw unencoded()
                        .note("what stands behind the host is no port; an IPv6 address goes into brackets: [::1]:5432")
                        .toException();
            }
        }
    }

    private String keyed(String authority) {
        KEYED.matcher(authority).results().forEach(match -> {
            String value = match.group(3).strip();
            if (match.group(2).equalsIgnoreCase("user")) {
                give(value, null);
            } else {
                give(null, value);
            }
        });
        // "(user=u)" goes whole, "(user=u," leaves its parenthesis
        return KEYED.matcher(authority)
                .replaceAll(match ->
                        match.group(1).startsWith("(") && match.group(4).isEmpty()
                                ? "("
                                : match.group(1).startsWith("(") ? "" : match.group(4))
                .replace("(,", "(");
    }

    /** The query without credentials, in the driver's words. */
    private String query(DatabaseKind kind, String query) {
        if (query.length() < 2) {
            return "";
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : query.substring(1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            boolean login = name.equals("user") || name.equals("password");
            // an @ here is most likely the end of a password with a ? in it
            boolean mayHoldAt = name.equals("user") || jdbc && isSecret(name);
            if (name.indexOf('@') >= 0 || !mayHoldAt && value.indexOf('@') >= 0) {
                throw unencoded().toException();
            }
            if (login) {
                String decoded = jdbc ? driverDecoded(value) : percentDecoded(value);
                give(name.equals("user") ? decoded : null, name.equals("user") ? null : decoded);
            } else if (!parameter.isEmpty()) {
                kept.add(jdbc ? parameter : driverName(kind, name) + (equals < 0 ? "" : "=" + value));
            }
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    private static String driverName(DatabaseKind kind, String name) {
        var names = kind == DatabaseKind.POSTGRESQL ? POSTGRESQL_NAMES : MYSQL_NAMES;
        return names.getOrDefault(name, name);
    }

    /** The first given stays: before the host it is stronger than behind the question mark. */
    private void give(@Nullable String newUser, @Nullable String newPassword) {
        user = user == null ? newUser : user;
        password = password == null ? newPassword : password;
    }

    /** Every parameter that sounds like a secret as {@code ***}. */
    static String maskParameters(String text) {
        return PARAMETER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + match.group(2) + "="
                        + (isSecret(match.group(2)) ? JdbcUrl.HIDDEN : match.group(3))));
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SourceText.soundsSecret(lower) || lower.equals("key") || lower.equals("hexkey_mode");
    }

    /** As both drivers decode the parameters of their own URLs: a plus is a space. */
    private static String driverDecoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unencoded().toException();
        }
    }

    /** As URLs decode what stands before the host: a plus is a plus. */
    private static String percentDecoded(String text) {
        return driverDecoded(text.replace("+", "%2B"));
    }
}
