package dev.migrate.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whether the sources were changed behind their classes: goals do not compile, and a model of old classes is the wrong one. */
final class StaleClasses {

    private static final List<String> SOURCES = List.of(".java", ".kt", ".groovy", ".scala");

    private StaleClasses() {}

    /** A source that is newer than every class; empty where there is none. */
    static Optional<String> newerSource(ProjectCode code) {
        Optional<Map.Entry<Path, FileTime>> source = newest(code.sources(), SOURCES);
        Optional<Map.Entry<Path, FileTime>> compiled = newest(List.of(code.classes()), List.of(".class"));
        if (source.isEmpty() || compiled.isEmpty()) {
            return Optional.empty();
        }
        return source.filter(s -> s.getValue().compareTo(compiled.get().getValue()) > 0)
                .map(s -> s.getKey().getFileName().toString());
    }

    private static Optional<Map.Entry<Path, FileTime>> newest(Collection<Path> folders, List<String> endings) {
        Path newest = null;
        FileTime time = FileTime.fromMillis(Long.MIN_VALUE);
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = file.toString();
                    if (endings.stream().noneMatch(name::endsWith)) {
                        continue;
                    }
                    FileTime changed = Files.getLastModifiedTime(file);
                    if (changed.compareTo(time) > 0) {
                        newest = file;
                        time = changed;
                    }
                }
            } catch (IOException e) {
                // a folder that cannot be looked through says nothing of this
                return Optional.empty();
            }
        }
        return newest == null ? Optional.empty() : Optional.of(Map.entry(newest, time));
    }
}
