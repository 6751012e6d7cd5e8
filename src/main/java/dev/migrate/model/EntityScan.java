package dev.migrate.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds the classes that a JPA provider must be told of. */
final class EntityScan {

    private static final String CLASS = ".class";

    private final SortedSet<ManagedClass> found = new TreeSet<>(Comparator.comparing(ManagedClass::name));

    /** What has been found, by name. */
    SortedSet<ManagedClass> found() {
        return found;
    }

    /** Looks through a folder of classes or a jar. */
    void everythingIn(Path place) {
        look(place, name -> true);
    }

    /** Looks through a folder or a jar for a class, or the classes of a package and of those below it; whether there was any class of that name. */
    boolean named(String name, Path place) {
        String path = name.replace('.', '/');
        return look(place, entry -> entry.equals(path + CLASS) || entry.startsWith(path + "/"));
    }

    private boolean look(Path place, Predicate<String> wanted) {
        try {
            return Files.isDirectory(place) ? folder(place, wanted) : Files.isRegularFile(place) && jar(place, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + place + "\" cannot be read as classes", e);
        }
    }

    private boolean folder(Path folder, Predicate<String> wanted) throws IOException {
        boolean any = false;
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(CLASS))::iterator) {
                if (wanted.test(folder.relativize(file).toString().replace('\\', '/'))) {
                    any = true;
                    add(ClassFileReader.read(Files.readAllBytes(file)));
                }
            }
        }
        return any;
    }

    private boolean jar(Path file, Predicate<String> wanted) throws IOException {
        if (!file.toString().endsWith(".jar")) {
            return false;
        }
        boolean any = false;
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().endsWith(CLASS) && wanted.test(entry.getName())) {
                    any = true;
                    try (InputStream in = jar.getInputStream(entry)) {
                        add(ClassFileReader.read(in.readAllBytes()));
                    }
                }
            }
        }
        return any;
    }

    private void add(Optional<ManagedClass> managed) {
        managed.ifPresent(found::add);
    }
}
