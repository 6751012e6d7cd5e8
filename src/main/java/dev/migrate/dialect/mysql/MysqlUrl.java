package dev.migrate.dialect.mysql;

/** The URL by which MySQL's driver reaches a server of MariaDB. */
final class MysqlUrl {

    private static final String MARIADB = "jdbc:mariadb:";

    private MysqlUrl() {}

    static boolean isMariadb(String url) {
        return url.startsWith(MARIADB);
    }

    /**
     * The same server and database behind {@code jdbc:mysql:}. The drivers have different words for how far TLS is demanded (MariaDB Connector/J 3,
     * "sslMode"; MySQL Connector/J 9, "sslMode"), and MySQL's refuses what it does not know.
     */
    static String ofMariadb(String url) {
        return ("jdbc:mysql:" + url.substring(MARIADB.length()))
                .replaceFirst("([?&]sslMode=)disable(?=&|$)", "$1DISABLED")
                .replaceFirst("([?&]sslMode=)trust(?=&|$)", "$1REQUIRED")
                .replaceFirst("([?&]sslMode=)verify-ca(?=&|$)", "$1VERIFY_CA")
                .replaceFirst("([?&]sslMode=)verify-full(?=&|$)", "$1VERIFY_IDENTITY");
    }
}
