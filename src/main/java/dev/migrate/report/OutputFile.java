package dev.migrate.report;

import dev.migrate.diagnostic.Diagnostic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that a goal writes: whole or not at all, and never through a symbolic link that leads out of the project. */
public final class OutputFile {

    private final Path project;
    private final Path file;

    /** A file named by the user, relative to the project's folder. */
    public OutputFile(Path project, String file) {
        this.project = project.toAbsolutePath().normalize();
        this.file = this.project.resolve(file).normalize();
    }

    /** The whole path. */
    public Path path() {
        return file;
    }

    /** Writes lines, each closed by a line feed. */
    public Path write(List<String> lines) {
        return write(out -> {
            for (String line : lines) {
                out.write(line);
                out.write('\n');
            }
        });
    }

    /** Writes a text as it is. */
    public Path write(String text) {
        return write(out -> out.write(text));
    }

    /** Writes a text unless something of that name is there already; whether it was written. */
    public boolean create(String text) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return write(out -> out.write(text), false);
    }

    /** Lets the content be written beside the file and puts it in its place when it is complete. */
    public Path write(Content content) {
        write(content, true);
        return file;
    }

    private boolean write(Content content, boolean replacing) {
        Path part = null;
        try {
            refuseWayOut();
            Path folder = file.getParent();
            Files.createDirectories(folder);
            part = Files.createTempFile(folder, "." + file.getFileName(), ".part");
            try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                content.writeTo(out);
            }
            readableAsUsual(part);
            if (replacing) {
                replace(part, file);
            } else {
                Files.move(part, file);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            delete(part);
            if (!replacing) {
                return false;
            }
            throw notWritten("\"" + e.getFile() + "\" is in the way", replacing, e);
        } catch (FileSystemException e) {
            delete(part);
            throw notWritten(e.getReason() == null ? e.getClass().getSimpleName() : e.getReason(), replacing, e);
        } catch (IOException e) {
            delete(part);
            throw notWritten(e.getMessage() == null ? e.toString() : e.getMessage(), replacing, e);
        } catch (RuntimeException e) {
            delete(part);
            throw e;
        }
    }

    /** Where the content comes from. */
    @FunctionalInterface
    public interface Content {

        /** Writes it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * A path that reads as inside the project must be inside; one that plainly names another folder is the user's will.
     */
    private void refuseWayOut() throws IOException {
        if (!file.startsWith(project)) {
            return;
        }
        Path existing = file;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        Path real = existing.toRealPath();
        if (!real.startsWith(project.toRealPath())) {
            throw Diagnostic.error(
                            "output/outside",
                            "\"" + project.relativize(file) + "\" leads out of the project by a symbolic link")
                    .note("it stands for \"" + real + "\"")
                    .help("replace the link by a folder of the project, or name the file where it really is")
                    .toException();
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * A temporary file is its owner's alone; the result should be as readable as any other file that a build writes.
     */
    private static void readableAsUsual(Path part) throws IOException {
        Path probe = part.resolveSibling(part.getFileName() + "-mode");
        try {
            Files.createFile(probe);
            Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(probe));
        } catch (UnsupportedOperationException e) {
            // not on Windows
            return;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private RuntimeException notWritten(String reason, boolean named, IOException e) {
        var diagnostic = Diagnostic.error("output/not-written", "\"" + shown() + "\" could not be written: " + reason)
                .note("nothing is left of it");
        if (named) {
            diagnostic = diagnostic.help("make room, or name another file: -Dmigrate.outputFile=…");
        }
        return diagnostic.toException(e);
    }

    private Path shown() {
        return file.startsWith(project) ? project.relativize(file) : file;
    }

    private static void delete(@Nullable Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // What went wrong first is what the user must read.
            return;
        }
    }
}
