package dev.migrate.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * Gives one integration test a database of its own on a server that {@link ServerMain} keeps. A test's setup.groovy
 * calls {@link #create}; the test's Maven runs then have the system properties {@code it.url}, {@code it.user} and
 * {@code it.password}, because the invoker passes on what stands in test.properties.
 */
public final class InvokerDatabase {
    private InvokerDatabase() {}

    /**
     * Creates the database, which stays until its server stops, and adds to the test's test.properties.
     *
     * @param test the test's folder, somewhere below the one with it-servers.properties
     * @param server {@code postgresql}, {@code postgresqlOld}, {@code mysql} or {@code mariadb}
     * @return false where the server does not run on this platform
     */
    public static boolean create(File test, String server) throws IOException {
        return create(test, server, "it.");
    }

    /**
     * Creates one of several databases of a test.
     *
     * @param test the test's folder
     * @param server as above
     * @param names what stands before {@code url}, {@code user} and {@code password}
     * @return false where the server does not run on this platform
     */
    public static boolean create(File test, String server, String names) throws IOException {
        Properties servers = new Properties();
        try (var in = Files.newInputStream(descriptionAbove(test.toPath().toAbsolutePath()))) {
            servers.load(in);
        }
        String prefix = "it." + server + ".";
        if (!servers.containsKey(prefix + "url")) {
            return false;
        }
        for (TestServer kind : TestServer.values()) {
            if (kind.key().equals(server)) {
                ServerAddress address = ServerAddress.parse(kind.kind(), servers.getProperty(prefix + "url"))
                        .as(servers.getProperty(prefix + "user"), servers.getProperty(prefix + "password"));
                describe(names, TestDatabase.on(kind, address), test.toPath().resolve("test.properties"));
                return true;
            }
        }
        throw new IllegalArgumentException("no server \"" + server + "\"");
    }

    private static void describe(String names, TestDatabase database, Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(names + "url", database.settingsUrl());
        properties.setProperty(names + "user", database.user());
        properties.setProperty(names + "password", database.password());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            properties.store(out, null);
        }
    }

    private static Path descriptionAbove(Path folder) throws IOException {
        for (Path above = folder; above != null; above = above.getParent()) {
            Path file = above.resolve("it-servers.properties");
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IOException("it-servers.properties is missing above " + folder);
    }
}
