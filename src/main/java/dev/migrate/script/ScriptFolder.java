package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The revision scripts of a project. */
public final class ScriptFolder {

    private final Path boundary;
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> followed = new HashSet<>();
    private final List<Diagnostic> faults = new ArrayList<>();

    private ScriptFolder(Path boundary) {
        this.boundary = boundary;
    }

    /**
     * Reads the headers of every {@code .sql} and {@code .java} script below the folders, in parallel, bodies unread. Hidden files
     * and folders, editors' backups and {@code package-info.java} are passed over.
     *
     * @param project the project's folder: a script that leads out of it by a symbolic link is refused
     * @param locations the folders; one that does not exist counts as empty
     * @return the revisions, sorted by file name, then path
     * @throws dev.migrate.diagnostic.MigrateException with every malformed header
     */
    public static List<Revision> read(Path project, List<Path> locations) {
        List<Header.Read> headers = HeaderReads.of(list(project, locations));
        List<Diagnostic> faults =
                headers.stream().flatMap(h -> h.faults().stream()).toList();
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return headers.stream().map(Header.Read::revision).toList();
    }

    /** The scripts below the folders, sorted by file name, then path, none of them opened. */
    public static List<Path> list(Path project, List<Path> locations) {
        var files = new LinkedHashSet<Path>();
        var faults = new ArrayList<Diagnostic>();
        Path root = project.toAbsolutePath().normalize();
        for (Path location : locations) {
            Path folder = root.resolve(location).normalize();
            if (!Files.exists(folder)) {
                continue;
            }
            // a folder that is configured to lie outside is where its own scripts must stay
            var found = new ScriptFolder(real(folder.startsWith(root) ? root : folder));
            if (found.inside(folder)) {
                found.walk(folder);
            }
            files.addAll(found.files);
            faults.addAll(found.faults);
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return files.stream()
                .map(Found::new)
                .sorted(Comparator.comparing(Found::name).thenComparing(found -> found.file.toString()))
                .map(Found::file)
                .toList();
    }

    /** A file with its name, which sorting asks for again and again. */
    private record Found(Path file, String name) {

        Found(Path file) {
            this(file, file.getFileName().toString());
        }
    }

    private void walk(Path folder) {
        Path start = real(folder);
        if (!followed.add(start)) {
            return; // a link that leads back
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return dir.equals(start) || !isHidden(dir)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    visit(start.equals(folder) ? file : folder.resolve(start.relativize(file)), attributes.isSymbolicLink());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Diagnostic.error("script/unreadable", "\"" + folder + "\" cannot be read: " + e.getMessage())
                    .at(SourceSpan.of(folder))
                    .toException(e);
        }
    }

    private void visit(Path file, boolean link) {
        if (isHidden(file)) {
            return;
        }
        if (link && Files.isDirectory(file)) {
            if (inside(file)) {
                walk(file);
            }
        } else if (isScript(file) && (!link || inside(file))) {
            files.add(file);
        }
    }

    private boolean inside(Path path) {
        Path target = real(path);
        if (target.startsWith(boundary)) {
            return true;
        }
        faults.add(Diagnostic.error(
                        "script/outside-project",
                        "\"" + path.getFileName() + "\" leads out of the project by a symbolic link")
                .at(SourceSpan.of(path))
                .note("It leads to \"" + target + "\".")
                .help("put the file itself into the project"));
        return false;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw Diagnostic.error("script/unreadable", "\"" + path + "\" leads nowhere: " + e.getMessage())
                    .at(SourceSpan.of(path))
                    .toException(e);
        }
    }

    private static boolean isHidden(Path path) {
        @Nullable Path name = path.getFileName();
        return name != null
                && (name.toString().startsWith(".") || name.toString().startsWith("#"));
    }

    private static boolean isScript(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".sql")
                || name.endsWith(".java") && !name.equals("package-info.java") && !name.equals("module-info.java");
    }
}
