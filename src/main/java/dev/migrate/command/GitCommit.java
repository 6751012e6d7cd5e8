package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commit that a checkout stands at, read from git's own files (gitrepository-layout), without starting git. */
public final class GitCommit {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private GitCommit() {}

    /** The commit of the checkout that a folder is in; empty where there is none, or none can be told. */
    public static Optional<String> of(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                try {
                    return read(git);
                } catch (IOException | RuntimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> read(Path git) throws IOException {
        Path folder = git;
        if (Files.isRegularFile(git)) {
            // A work tree or a submodule: the file names the folder.
            String link = Files.readString(git).strip();
            folder = git.resolveSibling(link.substring("gitdir:".length()).strip())
                    .normalize();
        }
        String head = Files.readString(folder.resolve("HEAD")).strip();
        if (!head.startsWith("ref:")) {
            return hash(head);
        }
        String ref = head.substring("ref:".length()).strip();
        Path common = folder;
        Path pointer = folder.resolve("commondir");
        if (Files.exists(pointer)) {
            common = folder.resolve(Files.readString(pointer).strip()).normalize();
        }
        Path loose = common.resolve(ref);
        if (Files.exists(loose)) {
            return hash(Files.readString(loose).strip());
        }
        Path packed = common.resolve("packed-refs");
        if (Files.exists(packed)) {
            for (String line : Files.readAllLines(packed)) {
                if (line.endsWith(" " + ref)) {
                    return hash(line.substring(0, line.indexOf(' ')));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> hash(String text) {
        return HASH.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
