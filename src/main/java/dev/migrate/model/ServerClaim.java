package dev.migrate.model;

import dev.migrate.sql.DatabaseKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a provider is told of the database, since it must not connect.
 *
 * @param product the name that the driver would give
 * @param major the first number of the version
 * @param minor the second
 */
record ServerClaim(String product, int major, int minor) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?");

    /** A MariaDB that pretends to be an old MySQL puts this before its own version. */
    private static final String PRETENCE = "5.5.5-";

    /** EclipseLink 4 and 5 know PostgreSQL up to this, and take a newer one for one before 10, whose SERIAL is no type. */
    private static final int ECLIPSELINK_POSTGRESQL = 14;

    static ServerClaim of(Server server, ProviderKind provider) {
        String version = server.version().startsWith(PRETENCE)
                ? server.version().substring(PRETENCE.length())
                : server.version();
        Matcher numbers = NUMBERS.matcher(version);
        boolean known = numbers.find();
        int major = known ? Integer.parseInt(numbers.group(1)) : 0;
        int minor = known && numbers.group(2) != null ? Integer.parseInt(numbers.group(2)) : 0;
        if (provider == ProviderKind.ECLIPSELINK
                && server.kind() == DatabaseKind.POSTGRESQL
                && major > ECLIPSELINK_POSTGRESQL) {
            return new ServerClaim(server.kind().displayName(), ECLIPSELINK_POSTGRESQL, 0);
        }
        return new ServerClaim(server.kind().displayName(), major, minor);
    }
}
