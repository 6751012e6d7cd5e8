package dev.migrate.script;

import dev.migrate.revision.Revision;

/** What tells whether a script has been edited since it was applied. */
public final class Checksum {

    private Checksum() {}

    /** SHA-256, in hex, of everything behind the header, whatever the script is written in. */
    public static String of(Revision revision) {
        return JavaScript.isJava(revision.file())
                ? JavaScript.of(revision).checksum()
                : SqlScript.of(revision).checksum();
    }
}
