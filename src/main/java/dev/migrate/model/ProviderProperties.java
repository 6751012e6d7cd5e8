package dev.migrate.model;

import dev.migrate.sql.DatabaseKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The properties with which a provider writes the script that makes the schema, and does nothing else. */
final class ProviderProperties {

    private static final String DIALECT = "hibernate.dialect";

    /**
     * What the application says for its own run. A URL or a data source among them would be connected to; a cache or a search index
     * would be started.
     */
    private static final List<String> OF_THE_RUN = List.of(
            "javax.persistence.jdbc.",
            "jakarta.persistence.jdbc.",
            "javax.persistence.jtaDataSource",
            "jakarta.persistence.jtaDataSource",
            "javax.persistence.nonJtaDataSource",
            "jakarta.persistence.nonJtaDataSource",
            "javax.persistence.schema-generation.",
            "jakarta.persistence.schema-generation.",
            "javax.persistence.database-",
            "jakarta.persistence.database-",
            "javax.persistence.sql-load-script",
            "jakarta.persistence.sql-load-script",
            "hibernate.connection.",
            "hibernate.c3p0.",
            "hibernate.hikari.",
            "hibernate.agroal.",
            "hibernate.hbm2ddl.",
            "hibernate.cache.",
            "hibernate.javax.cache.",
            "hibernate.jndi.",
            "hibernate.transaction.",
            "hibernate.session_factory_name",
            "hibernate.search.",
            "hibernate.show_sql",
            "hibernate.format_sql",
            "hibernate.generate_statistics",
            "hibernate.boot.allow_jdbc_metadata_access",
            "hibernate.temp.use_jdbc_metadata_defaults",
            "eclipselink.ddl-generation",
            "eclipselink.target-database",
            "eclipselink.target-server",
            "eclipselink.jdbc.",
            "eclipselink.connection-pool.",
            "eclipselink.logging.",
            "eclipselink.weaving",
            "eclipselink.create-ddl",
            "eclipselink.application-location");

    private final String api;
    private final ProviderKind provider;
    private final Predicate<String> isClass;

    /**
     * Properties for a provider.
     *
     * @param api {@code jakarta} or {@code javax}
     * @param isClass whether the project has a class of that name
     */
    ProviderProperties(String api, ProviderKind provider, Predicate<String> isClass) {
        this.api = api;
        this.provider = provider;
        this.isClass = isClass;
    }

    /** All of them: the weakest first the project's own, then what the database and this purpose ask for, then what the settings say. */
    Map<String, Object> of(PersistenceUnit unit, Server server, Map<String, String> last) {
        Map<String, Object> all = new LinkedHashMap<>(unit.naming().properties(isClass));
        unit.properties().forEach((name, value) -> {
            if (OF_THE_RUN.stream().noneMatch(name::startsWith) && !isOwnDialect(name, value)) {
                all.put(name, value);
            }
        });
        purpose(all);
        claim(all, server);
        if (provider == ProviderKind.HIBERNATE && !all.containsKey(DIALECT)) {
            dialect(server.kind()).ifPresent(name -> all.put(DIALECT, name));
        }
        all.putAll(last);
        return all;
    }

    /** Hibernate's own dialects are chosen by the database: what the file says may be of another environment. */
    private static boolean isOwnDialect(String name, String value) {
        return name.equals(DIALECT)
                && (!value.contains(".") || value.startsWith("org.hibernate."));
    }

    private void purpose(Map<String, Object> all) {
        String generation = api + ".persistence.schema-generation.";
        all.put(generation + "database.action", "none");
        all.put(generation + "scripts.action", "create");
        all.put(generation + "create-source", "metadata");
        switch (provider) {
            case HIBERNATE -> {
                // 6.5 and newer; 7 tries to connect without it
                all.put("hibernate.boot.allow_jdbc_metadata_access", "false");
                // up to 6.4
                all.put("hibernate.temp.use_jdbc_metadata_defaults", "false");
                all.put("hibernate.hbm2ddl.delimiter", ";");
                all.put("hibernate.format_sql", "false");
                // else the statements of import.sql stand behind those of the schema
                all.put("hibernate.hbm2ddl.skip_default_import_file", "true");
                all.put("hibernate.query.startup_check", "false");
                all.put("hibernate.search.enabled", "false");
                all.put("hibernate.cache.use_second_level_cache", "false");
                all.put("hibernate.cache.use_query_cache", "false");
            }
            case ECLIPSELINK -> {
                all.put("eclipselink.ddlgen-terminate-statements", "true");
                all.put("eclipselink.weaving", "false");
                // it logs to standard output
                all.put("eclipselink.logging.level", "OFF");
            }
            case OTHER -> {}
        }
    }

    private void claim(Map<String, Object> all, Server server) {
        ServerClaim claim = ServerClaim.of(server, provider);
        all.put(api + ".persistence.database-product-name", claim.product());
        all.put(api + ".persistence.database-major-version", String.valueOf(claim.major()));
        all.put(api + ".persistence.database-minor-version", String.valueOf(claim.minor()));
    }

    /** The dialect where Hibernate does not find it by the product's name: SQLite's, and all of Hibernate 5. */
    private Optional<String> dialect(DatabaseKind kind) {
        List<String> names =
                switch (kind) {
                    case SQLITE ->
                        List.of("org.hibernate.community.dialect.SQLiteDialect", "org.sqlite.hibernate.dialect.SQLiteDialect");
                    case POSTGRESQL ->
                        List.of("org.hibernate.dialect.PostgreSQL10Dialect", "org.hibernate.dialect.PostgreSQL95Dialect");
                    case MYSQL -> List.of("org.hibernate.dialect.MySQL8Dialect", "org.hibernate.dialect.MySQL57Dialect");
                    case MARIADB ->
                        List.of(
                                "org.hibernate.dialect.MariaDB106Dialect",
                                "org.hibernate.dialect.MariaDB103Dialect",
                                "org.hibernate.dialect.MariaDB53Dialect");
                };
        boolean byName = api.equals("jakarta") && kind != DatabaseKind.SQLITE;
        return byName ? Optional.empty() : names.stream().filter(isClass).findFirst();
    }
}
