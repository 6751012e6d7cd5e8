package dev.migrate.model;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The project's own JPA provider, in a class loader of its own, that writes the script of the schema and never connects. */
final class JpaProvider {

    /** Providers are quieted by what the whole virtual machine shares. */
    private static final Object ONE_AT_A_TIME = new Object();

    /** What EclipseLink puts before the one line of many that says what is so. */
    private static final String DESCRIPTION = "Exception Description:";

    private final ProjectCode code;
    private final PersistenceUnit unit;
    private final Map<String, String> settings;
    private final Consumer<String> notes;

    /**
     * The provider of a project.
     *
     * @param settings properties that win over all others
     * @param notes is told what the user should know
     */
    JpaProvider(ProjectCode code, PersistenceUnit unit, Map<String, String> settings, Consumer<String> notes) {
        this.code = code;
        this.unit = unit;
        this.settings = settings;
        this.notes = notes;
    }

    /** The statements that make the schema. */
    List<ModelStatement> statements(Server server) {
        synchronized (ONE_AT_A_TIME) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            URL[] urls = urls();
            try (var loader = new ProjectLoader(urls)) {
                thread.setContextClassLoader(loader);
                return QuietProvider.during(() -> new Run(loader, urls, server).statements());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private URL[] urls() {
        List<Path> path = new ArrayList<>(code.classPath());
        path.addAll(code.extra());
        return path.stream().map(JpaProvider::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One run within the project's class loader. */
    private final class Run {

        private final ClassLoader loader;
        private final URL[] urls;
        private final Server server;
        private final String api;
        private final Class<?> spi;
        private final Object provider;
        private final ProviderKind kind;

        Run(ClassLoader loader, URL[] urls, Server server) {
            this.loader = loader;
            this.urls = urls;
            this.server = server;
            this.api = api();
            try {
                this.spi = loader.loadClass(api + ".persistence.spi.PersistenceProvider");
            } catch (ClassNotFoundException e) {
                throw noProvider(null);
            }
            this.provider = provider();
            this.kind = ProviderKind.of(provider);
        }

        private boolean isClass(String name) {
            return loader.getResource(name.replace('.', '/') + ".class") != null;
        }

        private String api() {
            if (unit.api() != null) {
                return unit.api();
            }
            return isClass("jakarta.persistence.spi.PersistenceProvider") ? "jakarta" : "javax";
        }

        private Object provider() {
            List<Object> all = new ArrayList<>();
            try {
                ServiceLoader.load(spi, loader).forEach(all::add);
            } catch (ServiceConfigurationError e) {
                throw noProvider(e);
            }
            Predicate<Object> named = p -> p.getClass().getName().equals(unit.provider());
            return all.stream()
                    .filter(named)
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(p -> ProviderKind.of(p) == ProviderKind.HIBERNATE)
                            .findFirst())
                    .or(() -> all.stream().findFirst())
                    .orElseThrow(() -> noProvider(null));
        }

        private MigrateException noProvider(@Nullable Throwable cause) {
            var fault = Diagnostic.error(
                            "model/no-provider", "no JPA provider is among the project's dependencies")
                    .note(unit.classes().size() + " classes with annotations of " + api
                            + ".persistence are there, and the schema that they mean is written by Hibernate or EclipseLink")
                    .help("where the server brings the provider, name one as a <dependency> of the plugin: "
                            + (api.equals("javax")
                                    ? "org.hibernate:hibernate-core:5.6.15.Final"
                                    : "org.hibernate.orm:hibernate-core")
                            + "; or write the wanted schema to schema.sql");
            return cause == null ? fault.toException() : fault.note(String.valueOf(cause.getMessage())).toException(cause);
        }

        List<ModelStatement> statements() {
            refuseUnknownDatabase();
            String script;
            if (kind == ProviderKind.HIBERNATE) {
                script = byFactory();
            } else {
                try {
                    script = write("generateSchema", kind == ProviderKind.OTHER);
                } catch (ProviderFailure e) {
                    throw failed(e.getCause());
                }
            }
            return ProviderScript.statements(script, kind, server.kind());
        }

        /**
         * Hibernate makes a schema of metadata alone, or of the factory that the application itself makes. Only the latter has the
         * constraints of Bean Validation, and is what stands in a database that Hibernate made.
         */
        private String byFactory() {
            try {
                return write("createContainerEntityManagerFactory", true);
            } catch (ProviderFailure first) {
                try {
                    String script = write("generateSchema", false);
                    notes.accept("constraints of Bean Validation are left out, since Hibernate cannot start with them here: "
                            + sentence(root(first.getCause())));
                    return script;
                } catch (ProviderFailure second) {
                    throw failed(second.getCause());
                }
            }
        }

        private String write(String method, boolean validates) throws ProviderFailure {
            var out = new StringWriter();
            Map<String, Object> properties = new HashMap<>(
                    new ProviderProperties(api, kind, this::isClass).of(unit, server, settings));
            properties.put(api + ".persistence.schema-generation.scripts.create-target", out);
            if (kind == ProviderKind.HIBERNATE) {
                BeanShells.in(loader)
                        .ifPresent(beans -> properties.putIfAbsent("hibernate.resource.beans.container", beans));
            } else if (kind == ProviderKind.ECLIPSELINK) {
                // its sessions are kept by name for as long as its classes are
                properties.put("eclipselink.session-name", "migrate-" + System.nanoTime());
            }
            try {
                Class<?> infoType = loader.loadClass(api + ".persistence.spi.PersistenceUnitInfo");
                Object info = new UnitInfo(unit, provider, validates, loader, urls[0], this::temporary).as(infoType);
                Object factory = spi.getMethod(method, infoType, Map.class).invoke(provider, info, properties);
                if (factory instanceof AutoCloseable closeable) {
                    closeable.close();
                } else if (!(factory instanceof Boolean) && factory != null) {
                    loader.loadClass(api + ".persistence.EntityManagerFactory")
                            .getMethod("close")
                            .invoke(factory);
                }
                return out.toString();
            } catch (InvocationTargetException e) {
                throw new ProviderFailure(e.getCause() == null ? e : e.getCause());
            } catch (Exception e) {
                throw new ProviderFailure(e);
            }
        }

        private ClassLoader temporary() {
            return new ProjectLoader(urls);
        }

        private void refuseUnknownDatabase() {
            if (server.kind() != DatabaseKind.SQLITE
                    || settings.containsKey("hibernate.dialect")
                    || unit.properties().containsKey("hibernate.dialect")) {
                return;
            }
            if (kind == ProviderKind.ECLIPSELINK) {
                throw Diagnostic.error("model/no-dialect", "EclipseLink cannot write a schema for SQLite")
                        .help("choose an environment of another database: -Dmigrate.env=…; or write the wanted schema to schema.sql")
                        .toException();
            }
            if (kind == ProviderKind.HIBERNATE
                    && !isClass("org.hibernate.community.dialect.SQLiteDialect")
                    && !isClass("org.sqlite.hibernate.dialect.SQLiteDialect")) {
                throw Diagnostic.error("model/no-dialect", "the project's Hibernate has no dialect for SQLite")
                        .help("add org.hibernate.orm:hibernate-community-dialects, in Hibernate's own version, to the dependencies")
                        .toException();
            }
        }

        private MigrateException failed(Throwable e) {
            Throwable root = root(e);
            String name = kind == ProviderKind.OTHER
                    ? provider.getClass().getName()
                    : kind == ProviderKind.HIBERNATE ? "Hibernate" : "EclipseLink";
            var fault = Diagnostic.error("model/provider-failed", name + " cannot make a schema of the entities: " + sentence(root));
            if (root != e) {
                fault = fault.note(sentence(e));
            }
            if (root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError) {
                return fault.help("add what has that class to the project's dependencies").toException(e);
            }
            return fault.help("mvn with -e shows where it says so; properties for it: jpa_properties = [\"name=value\"] under [autogenerate]")
                    .toException(e);
        }
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String sentence(Throwable e) {
        String message = e.getMessage();
        String type = e.getClass().getSimpleName();
        if (message == null || !message.strip().contains(" ")) {
            return type + ": " + message;
        }
        List<String> lines =
                message.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.stream()
                .filter(line -> line.startsWith(DESCRIPTION))
                .map(line -> line.substring(DESCRIPTION.length()).strip())
                .findFirst()
                .orElse(lines.get(0));
    }

    /** What a provider threw. */
    private static final class ProviderFailure extends Exception {
        private static final long serialVersionUID = 1L;

        ProviderFailure(Throwable cause) {
            super(cause);
        }
    }
}
