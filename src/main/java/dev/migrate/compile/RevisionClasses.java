package dev.migrate.compile;

import dev.migrate.Migration;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import dev.migrate.script.JavaScript;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The classes of the Java revisions of one run, loaded when they are asked for. Closing it lets go of them and of the project's files. */
public final class RevisionClasses implements AutoCloseable {

    private final URLClassLoader project;
    private final Loader loader;
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, String> checksums = new HashMap<>();

    RevisionClasses(ClassPath path, List<JavaScript> scripts, Map<Revision, Map<String, byte[]>> classes) {
        scripts.forEach(script -> checksums.put(script.revision().id(), script.checksum()));
        this.project = new URLClassLoader(path.projectUrls(), new SharedClasses(Migration.class.getClassLoader()));
        Map<String, byte[]> all = new HashMap<>();
        classes.forEach((revision, ofOne) -> {
            all.putAll(ofOne);
            names.put(
                    revision.id(),
                    ofOne.keySet().stream()
                            .filter(name -> name.indexOf('$') < 0)
                            .toList());
        });
        this.loader = new Loader(project, all);
    }

    /**
     * A new migration of a revision's class.
     *
     * @throws MigrateException where the file has none, or several, or it cannot be made
     */
    public Migration migration(Revision revision) {
        return as(() -> {
            List<Class<?>> found = new ArrayList<>();
            for (String name : names.getOrDefault(revision.id(), List.of())) {
                try {
                    Class<?> type = Class.forName(name, false, loader);
                    if (Migration.class.isAssignableFrom(type)
                            && !type.isInterface()
                            && !Modifier.isAbstract(type.getModifiers())) {
                        found.add(type);
                    }
                } catch (ClassNotFoundException | LinkageError e) {
                    throw unusable(revision, simple(name) + " cannot be loaded: " + e)
                            .toException(e);
                }
            }
            if (found.size() != 1) {
                throw notOne(revision, found).toException();
            }
            return instance(revision, found.get(0));
        });
    }

    /** The checksum of the text that a revision's classes were made of. */
    public String checksum(Revision revision) {
        return Objects.requireNonNull(checksums.get(revision.id()), revision.id());
    }

    /** The line of a revision's script that something was thrown from; the whole file where it was thrown from none. */
    public SourceSpan place(Revision revision, Throwable thrown) {
        String own = packageOf(revision.id()) + ".";
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(own) && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> SourceSpan.of(revision.file(), frame.getLineNumber()))
                .orElseGet(() -> SourceSpan.of(revision.file()));
    }

    /**
     * The package of a revision's classes. Letters and digits stay; what an id has besides is written so that two ids never share a
     * package. It stands here, for a Java that was cut down may lack {@code javax.tools}, and with it whatever reads sources.
     */
    static String packageOf(String id) {
        return "m_" + id.replace("_", "__").replace(".", "_d");
    }

    /** Calls something as the revisions' own code, for libraries that look for classes by the thread. */
    public <T> T as(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Migration instance(Revision revision, Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Migration) constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw threw(revision, "the constructor of " + type.getSimpleName(), cause);
        } catch (ExceptionInInitializerError e) {
            throw threw(revision, "what is static in " + type.getSimpleName(), e.getCause() == null ? e : e.getCause());
        } catch (NoSuchMethodException e) {
            throw unusable(revision, type.getSimpleName() + " has no constructor without parameters")
                    .help("give the class a constructor without parameters, or none at all")
                    .toException(e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unusable(revision, type.getSimpleName() + " cannot be made: " + e)
                    .toException(e);
        }
    }

    private MigrateException threw(Revision revision, String what, Throwable thrown) {
        SourceSpan place = place(revision, thrown);
        Diagnostic diagnostic = unusable(revision, what + " throws " + thrown);
        return (place.line() > 0 ? diagnostic.at(place) : diagnostic)
                .help("leave it out: upgrade(…) is where work is done")
                .toException(thrown);
    }

    private static Diagnostic notOne(Revision revision, List<Class<?>> found) {
        SourceSpan place = SourceSpan.of(revision.file(), revision.lines().revision());
        if (found.isEmpty()) {
            return Diagnostic.error(
                            "java/no-migration",
                            "no class of revision \"" + revision.id() + "\" implements dev.migrate.Migration")
                    .at(place)
                    .help("class AddUserEmail implements Migration { … }");
        }
        String classes = String.join(
                ", ", found.stream().map(Class::getSimpleName).sorted().toList());
        return Diagnostic.error(
                        "java/two-migrations",
                        found.size() + " classes of revision \"" + revision.id()
                                + "\" implement dev.migrate.Migration: " + classes)
                .at(place)
                .note("a revision is one file with one such class, so that it is clear what runs")
                .help("put the others into revisions of their own, or make them abstract");
    }

    private static Diagnostic unusable(Revision revision, String what) {
        return Diagnostic.error(
                        "java/unusable-class",
                        "the class of revision \"" + revision.id() + "\" cannot be used: " + what)
                .at(SourceSpan.of(revision.file(), revision.lines().revision()));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public void close() {
        try {
            project.close();
        } catch (IOException e) {
            // Nothing was written by it.
            return;
        }
    }

    /**
     * What of the plugin revisions may see: the API, and the drivers, whose connection they are given. Its other libraries stay
     * hidden, so that a project's own versions of them are used.
     */
    private static final class SharedClasses extends ClassLoader {
        private static final List<String> SHARED =
                List.of("dev.migrate.", "org.postgresql.", "com.mysql.", "org.mariadb.", "org.sqlite.");

        private final ClassLoader plugin;

        SharedClasses(ClassLoader plugin) {
            super(ClassLoader.getPlatformClassLoader());
            this.plugin = plugin;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            for (String shared : SHARED) {
                if (name.startsWith(shared)) {
                    return plugin.loadClass(name);
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    /** Defines the compiled classes. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(ClassLoader parent, Map<String, byte[]> classes) {
            super(parent);
            this.classes = classes;
        }

        /** Its own first: nobody else has them, and asking every parent for each of a thousand takes time. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        }
    }
}
