package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A SQL revision's file: its sections and its checksum, read in one pass without keeping the text. */
public final class SqlScript {

    /** Of a plan of a hundred thousand revisions nearly every script is shorter. */
    private static final int SHORT = 1 << 13;

    private final Revision revision;
    private final String checksum;
    private final List<Section> sections;
    /** The file's text where it is short, for as long as memory lasts; else it is read again when it is needed. */
    private final SoftReference<byte[]> text;

    private SqlScript(Revision revision, String checksum, List<Section> sections, SoftReference<byte[]> text) {
        this.revision = revision;
        this.checksum = checksum;
        this.sections = List.copyOf(sections);
        this.text = text;
    }

    /**
     * Reads the file of a revision once.
     *
     * @throws dev.migrate.diagnostic.MigrateException for a malformed marker, an unknown option, a section twice, text that is not
     *     UTF-8, or statements outside a section
     */
    public static SqlScript of(Revision revision) {
        Path file = revision.file();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(SHORT);
            boolean whole = start.length < SHORT;
            var from = new ByteArrayInputStream(start);
            var pass = new ScriptPass(file, new ByteLines(file, whole ? from : new SequenceInputStream(from, in)));
            pass.run();
            var text = new SoftReference<byte[]>(whole ? start : null);
            return new SqlScript(revision, pass.checksum(), pass.sections(), text);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The revision. */
    public Revision revision() {
        return revision;
    }

    /**
     * SHA-256, in hex, of everything behind the header, line ends as LF and no byte-order mark, so that neither a checkout on
     * Windows nor a new parent in the header counts as an edit.
     */
    public String checksum() {
        return checksum;
    }

    /** All sections in the file's order. */
    public List<Section> sections() {
        return sections;
    }

    /**
     * The section for a database: one that names it (with the fewest others), else (MariaDB) one that names mysql, else one that
     * names none.
     */
    public Optional<Section> section(SectionKind kind, DatabaseKind database) {
        return DialectChoice.of(sections.stream().filter(s -> s.kind() == kind).toList(), Section::dialects, database);
    }

    /** The text of a section, as UTF-8, line ends as they are; streamed. The caller closes it. */
    public Reader open(Section section) {
        byte[] whole = text.get();
        if (whole != null) {
            int from = (int) section.offset();
            return new StringReader(new String(whole, from, (int) section.end() - from, StandardCharsets.UTF_8));
        }
        Path file = revision.file();
        try {
            InputStream in = Files.newInputStream(file);
            try {
                in.skipNBytes(section.offset());
            } catch (IOException e) {
                in.close();
                throw e;
            }
            long length = section.end() - section.offset();
            int buffer = (int) Math.max(1, Math.min(length, 1 << 16));
            var part = new Part(new BufferedInputStream(in, buffer), length);
            // a decoder made this way reports what is malformed: the file may have changed since it was checked
            return new InputStreamReader(part, StandardCharsets.UTF_8.newDecoder());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static MigrateException unreadable(Path file, IOException e) {
        return Diagnostic.error("script/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                .at(SourceSpan.of(file))
                .toException(e);
    }

    /** The next so many bytes of a stream. */
    private static final class Part extends FilterInputStream {
        private long left;

        Part(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int b = left > 0 ? super.read() : -1;
            left -= b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
