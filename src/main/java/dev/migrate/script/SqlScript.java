package dev.migrate.script;

import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/** A SQL revision's file: its sections and its checksum, read in one pass without keeping the text. */
public final class SqlScript {

    private SqlScript() {}

    /**
     * Reads the file of a revision once.
     *
     * @throws dev.migrate.diagnostic.MigrateException for a malformed marker, an unknown option, a section twice, text that is not
     *     UTF-8, or statements outside a section
     */
    public static SqlScript of(Revision revision) {
        throw new UnsupportedOperationException();
    }

    /** The revision. */
    public Revision revision() {
        throw new UnsupportedOperationException();
    }

    /**
     * SHA-256, in hex, of everything behind the header, line ends as LF and no byte-order mark, so that neither a checkout on
     * Windows nor a new parent in the header counts as an edit.
     */
    public String checksum() {
        throw new UnsupportedOperationException();
    }

    /** All sections in the file's order. */
    public List<Section> sections() {
        throw new UnsupportedOperationException();
    }

    /** The section for a database: one that names it, else (MariaDB) one that names mysql, else one that names none. */
    public Optional<Section> section(SectionKind kind, DatabaseKind database) {
        throw new UnsupportedOperationException();
    }

    /** The text of a section, as UTF-8, line ends as they are; streamed. The caller closes it. */
    public Reader open(Section section) {
        throw new UnsupportedOperationException();
    }
}
