package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The one reading of a SQL script's file, from header to end. */
final class ScriptPass {

    private static final Pattern SECOND_HEADER =
            Pattern.compile("[ \\t]*--[ \\t]*(revision[ \\t]*:)[ \\t]*[A-Za-z0-9_.]+");

    private final Path file;
    private final ByteLines lines;
    private final MessageDigest digest = sha256();
    private final List<Section> sections = new ArrayList<>();
    private final List<Diagnostic> faults = new ArrayList<>();
    private boolean inComment;
    private boolean outsideTold;

    ScriptPass(Path file, ByteLines lines) {
        this.file = file;
        this.lines = lines;
    }

    void run() throws IOException {
        boolean more = lines.next();
        boolean header = false;
        while (more && (isBlank() && !header || isHeaderLine())) {
            header |= !isBlank();
            lines.consume(null);
            more = lines.next();
        }
        while (more) {
            long start = lines.offset();
            if (lines.startsWith("--")) {
                comment(start);
            } else {
                if (sections.isEmpty() && !isBlank()) {
                    outside();
                }
                lines.consume(digest);
            }
            more = lines.next();
        }
        closeSection(lines.offset());
        checkTwice();
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
    }

    /** SHA-256 of what stands behind the header, in hex. */
    String checksum() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The sections in the file's order. */
    List<Section> sections() {
        return sections;
    }

    private boolean isBlank() {
        return lines.first() == '\n';
    }

    private boolean isHeaderLine() {
        return lines.startsWith("--")
                && !lines.text().stripLeading().substring(2).stripLeading().startsWith("migrate:");
    }

    private void comment(long start) throws IOException {
        String text = lines.text();
        int number = lines.number();
        lines.consume(digest);
        Optional<Section> section = text.contains("migrate")
                ? SectionMarker.read(file, number, text, lines.offset(), faults)
                : Optional.empty();
        if (section.isPresent()) {
            closeSection(start);
            sections.add(section.get());
            return;
        }
        var second = SECOND_HEADER.matcher(text);
        if (second.matches()) {
            faults.add(Diagnostic.error("script/header-twice", "\"" + file.getFileName() + "\" has a second header")
                    .at(SourceSpan.of(
                            file, number, second.start(1) + 1, second.group(1).length()))
                    .note("A revision is one file with one header, the comment that opens it.")
                    .help("put the second revision into a file of its own"));
        }
    }

    /** A line before the first section that is neither blank nor a line comment. */
    private void outside() {
        String text = lines.text().strip();
        String rest = text;
        while (!rest.isEmpty()) {
            if (inComment) {
                int end = rest.indexOf("*/");
                inComment = end < 0;
                rest = end < 0 ? "" : rest.substring(end + 2).strip();
            } else if (rest.startsWith("/*") && !rest.startsWith("/*!")) {
                inComment = true;
                rest = rest.substring(2);
            } else if (rest.startsWith("--")) {
                return;
            } else {
                tellOutside(rest);
                return;
            }
        }
    }

    private void tellOutside(String text) {
        if (outsideTold) {
            return;
        }
        outsideTold = true;
        int column = lines.text().indexOf(text) + 1;
        faults.add(Diagnostic.error("script/text-outside-section", "a statement stands before the first section")
                .at(SourceSpan.of(file, lines.number(), column, text.length()))
                .note("Only what stands in a section is run.")
                .help("put a line above it: -- migrate:upgrade"));
    }

    private void closeSection(long end) {
        if (sections.isEmpty()) {
            return;
        }
        Section last = sections.get(sections.size() - 1);
        sections.set(
                sections.size() - 1,
                new Section(
                        last.kind(),
                        last.transactional(),
                        last.dialects(),
                        last.markerLine(),
                        last.offset(),
                        end));
    }

    private void checkTwice() {
        for (int i = 0; i < sections.size(); i++) {
            for (int k = 0; k < i; k++) {
                Section one = sections.get(k);
                Section two = sections.get(i);
                if (one.kind() == two.kind() && overlap(one.dialects(), two.dialects())) {
                    String name = "migrate:" + two.kind().word();
                    faults.add(Diagnostic.error(
                                    "script/section-twice", "\"" + name + "\" stands twice for the same database")
                            .at(SourceSpan.of(file, two.markerLine()))
                            .note("It stands first on line " + one.markerLine() + ".")
                            .help("join them, or name different databases: -- " + name + " dialect=postgresql"));
                    break;
                }
            }
        }
    }

    private static boolean overlap(Set<DatabaseKind> one, Set<DatabaseKind> two) {
        return one.isEmpty() ? two.isEmpty() : one.stream().anyMatch(two::contains);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
