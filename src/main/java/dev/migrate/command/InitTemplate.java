package dev.migrate.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A skeleton that {@code init} can write.
 *
 * @param name what users type
 * @param description one line about it
 * @param folder where its files stand among the plugin's resources
 * @param dialect the database of staging and prod
 */
public record InitTemplate(String name, String description, String folder, String dialect) {

    /** Every template; the first is the one that is meant when none is named. */
    public static final List<InitTemplate> ALL = List.of(
            new InitTemplate("generic", "dev on SQLite, staging and prod on PostgreSQL", "generic", "postgresql"),
            new InitTemplate("mysql", "dev on SQLite, staging and prod on MySQL", "generic", "mysql"),
            new InitTemplate("mariadb", "dev on SQLite, staging and prod on MariaDB", "generic", "mariadb"),
            new InitTemplate("multidb", "two databases in each environment", "multidb", "postgresql"));

    private static final List<String> FILES = List.of("defaults.toml", "dev.toml", "staging.toml", "prod.toml");

    /** The files for {@code environments/}, by name. */
    Map<String, String> environments() {
        var files = new LinkedHashMap<String, String>();
        for (String file : FILES) {
            files.put(file, resource(folder + "/" + file).replace("@dialect@", dialect));
        }
        return files;
    }

    /** The statements of the example revision; every database of ours understands them. */
    static String exampleUpgrade() {
        return resource("example.sql");
    }

    private static String resource(String name) {
        try (InputStream in = InitTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the plugin's jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
