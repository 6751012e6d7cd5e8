package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several files of a project that change together or not at all. New contents and copies of the old ones are written
 * beside the files and synced first; then only names change, and those are put back where one cannot be changed.
 */
final class FileChanges {

    private static final Set<PosixFilePermission> MAY_WRITE =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path project;
    private final Consumer<Path> beforeMove;
    private final List<Change> changes = new ArrayList<>();

    /** No changes yet, of files in this project. */
    FileChanges(Path project) {
        this(project, file -> {});
    }

    /**
     * The same.
     *
     * @param beforeMove is told of each file just before it changes
     */
    FileChanges(Path project, Consumer<Path> beforeMove) {
        this.project = project;
        this.beforeMove = beforeMove;
    }

    /** A file gets another content, if it still has the one that the other was made from. */
    FileChanges replace(Path file, byte[] before, byte[] after) {
        changes.add(new Change(file, Optional.of(before), Optional.of(after)));
        return this;
    }

    /** A file that is not there yet. */
    FileChanges create(Path file, byte[] content) {
        changes.add(new Change(file, Optional.empty(), Optional.of(content)));
        return this;
    }

    /** A file goes, if it still has the content that was looked at. */
    FileChanges delete(Path file, byte[] before) {
        changes.add(new Change(file, Optional.of(before), Optional.empty()));
        return this;
    }

    /**
     * Makes them.
     *
     * @throws MigrateException where one cannot be made, and then none is
     */
    void apply() {
        check();
        try {
            for (Change change : changes) {
                change.stage();
            }
            check();
            move();
        } catch (IOException e) {
            throw Diagnostic.error(
                            "script/not-changed",
                            "the scripts cannot be changed: "
                                    + (e.getMessage() == null ? e.toString() : e.getMessage()))
                    .note("all of them are as they were")
                    .toException(e);
        } finally {
            changes.forEach(Change::clean);
        }
    }

    /** Looks whether they could be made; changes nothing. */
    void check() {
        var faults = new ArrayList<Diagnostic>();
        for (Change change : changes) {
            Diagnostic fault = change.fault();
            if (fault != null) {
                faults.add(fault.note("nothing has been changed"));
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
    }

    private void move() throws IOException {
        var made = new ArrayList<Change>();
        try {
            for (Change change : changes) {
                beforeMove.accept(change.file);
                Diagnostic fault = change.fault();
                if (fault != null) {
                    throw fault.note("all scripts are as they were").toException();
                }
                change.make();
                made.add(change);
            }
        } catch (IOException | RuntimeException e) {
            putBack(made, e);
            throw e;
        }
    }

    private void putBack(List<Change> made, Exception cause) {
        var left = new ArrayList<String>();
        for (int i = made.size() - 1; i >= 0; i--) {
            Change change = made.get(i);
            try {
                change.undo();
            } catch (IOException e) {
                left.add(shown(change.file) + " (" + e.getMessage() + ")");
                change.keepCopy();
            }
        }
        if (!left.isEmpty()) {
            throw Diagnostic.error(
                            "script/half-changed",
                            "the scripts cannot be changed: " + cause.getMessage()
                                    + "; and these could not be put back: " + String.join(", ", left))
                    .note("their old contents stand beside them, in hidden files that end with \".before\"")
                    .help("git checkout -- " + shown(made.get(0).file.getParent()))
                    .toException(cause);
        }
    }

    private String shown(Path file) {
        return (file.startsWith(project) ? project.relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }

    /** One file: no {@code before} where it is new, no {@code after} where it goes. */
    private final class Change {
        private final Path file;
        private final Optional<byte[]> before;
        private final Optional<byte[]> after;
        private @Nullable Path fresh;
        private @Nullable Path copy;

        Change(Path file, Optional<byte[]> before, Optional<byte[]> after) {
            this.file = file;
            this.before = before;
            this.after = after;
        }

        @Nullable
        Diagnostic fault() {
            if (before.isEmpty()) {
                return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        ? fault("script/exists", "is there already", "move it away")
                        : null;
            }
            if (Files.isSymbolicLink(file)) {
                return fault(
                        "script/link",
                        "is a symbolic link, and would become a file of its own",
                        "put the file itself in its place");
            }
            try {
                if (!Arrays.equals(before.get(), Files.readAllBytes(file))) {
                    return fault("script/changed-meanwhile", "has been changed by somebody else just now", "try again");
                }
                if (!Files.isWritable(file) || !mayBeWritten()) {
                    return fault("script/read-only", "is read-only", "chmod u+w " + shown(file));
                }
            } catch (NoSuchFileException e) {
                return fault("script/changed-meanwhile", "has been taken away by somebody else just now", "try again");
            } catch (IOException e) {
                return fault("script/unreadable", "cannot be read: " + e.getMessage(), "see to its permissions");
            }
            return null;
        }

        private Diagnostic fault(String code, String what, String help) {
            return Diagnostic.error(code, "\"" + shown(file) + "\" " + what)
                    .at(SourceSpan.of(file))
                    .help(help);
        }

        /** The system's administrator may write anything; a file that nobody may write is meant to stay as it is. */
        private boolean mayBeWritten() throws IOException {
            try {
                return Files.getPosixFilePermissions(file).stream().anyMatch(MAY_WRITE::contains);
            } catch (UnsupportedOperationException e) {
                return true; // not on Windows
            }
        }

        void stage() throws IOException {
            Path folder = file.getParent();
            if (before.isPresent()) {
                copy = beside(folder, ".before");
                // with its permissions and times, so that what is put back is what was there
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                sync(copy);
            }
            if (after.isPresent()) {
                Files.createDirectories(folder);
                fresh = beside(folder, ".part");
                try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(after.get());
                    while (rest.hasRemaining()) {
                        out.write(rest);
                    }
                    out.force(true);
                }
                permissions(fresh);
            }
        }

        /** A hidden file, which is no script, in the same folder: only there a name can change at once. */
        private Path beside(Path folder, String ending) throws IOException {
            return Files.createTempFile(folder, "." + file.getFileName(), ending);
        }

        private void sync(Path written) throws IOException {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }

        /** Those of the old content; for a new file, those that any new file gets. */
        private void permissions(Path written) throws IOException {
            try {
                if (before.isPresent()) {
                    Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(file));
                    return;
                }
                Path probe = written.resolveSibling(written.getFileName() + "-mode");
                Files.createFile(probe);
                try {
                    Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(probe));
                } finally {
                    Files.delete(probe);
                }
            } catch (UnsupportedOperationException e) {
                return; // not on Windows
            }
        }

        void make() throws IOException {
            if (fresh == null) {
                Files.delete(file);
            } else {
                rename(fresh, file);
            }
        }

        void undo() throws IOException {
            if (copy == null) {
                Files.delete(file);
            } else {
                rename(copy, file);
            }
        }

        void keepCopy() {
            copy = null;
        }

        private void rename(Path from, Path to) throws IOException {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        void clean() {
            delete(fresh);
            delete(copy);
        }

        private void delete(@Nullable Path written) {
            try {
                if (written != null) {
                    Files.deleteIfExists(written);
                }
            } catch (IOException e) {
                // A hidden file that no goal reads; what went wrong before is what must be told.
                return;
            }
        }
    }
}
