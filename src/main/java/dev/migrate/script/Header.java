package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.Printable;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The comment that opens a script: a title, then {@code key: value} lines. */
final class Header {

    static final List<String> KEYS = List.of("revision", "revises", "created", "labels", "depends-on", "replaces");

    /** A key and what follows its colon. */
    static final Pattern KEY_LINE = Pattern.compile("([A-Za-z][A-Za-z_-]*)[ \\t]*:(?!:)(.*)");
    private static final Pattern FORGOTTEN_COLON =
            Pattern.compile("(revision|revises)[ \\t]+[A-Za-z0-9]*[0-9_.][A-Za-z0-9_.]*");
    private static final Pattern BETWEEN_IDS = Pattern.compile("[,\\s]+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.]+");
    private static final Set<String> RESERVED = Set.of("head", "heads", "base", "current");
    private static final int LONGEST_ID = 255;

    private final Path file;
    private final List<Diagnostic> faults = new ArrayList<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private String title = "";
    private @Nullable HeaderLine titleLine;

    /** A key's value and the place where it stands. */
    private record Value(String text, HeaderLine line, int column) {}

    /**
     * What reading one file gave: a revision, or what is wrong with it.
     *
     * @param revision null when there are faults
     * @param faults none when there is a revision
     */
    record Read(@Nullable Revision revision, List<Diagnostic> faults) {

        /** Reads a file; many at once, so that all faults of a project are told together. */
        static Read of(Path file) {
            try {
                return new Read(Header.read(file), List.of());
            } catch (MigrateException e) {
                return new Read(null, e.diagnostics());
            }
        }
    }

    private Header(Path file) {
        this.file = file;
    }

    /**
     * The revision that a header describes.
     *
     * @throws MigrateException with every fault of the header
     */
    static Revision read(Path file) {
        return read(file, HeaderLine.read(file));
    }

    /** The same from the lines of the comment. */
    static Revision read(Path file, List<HeaderLine> lines) {
        var header = new Header(file);
        for (HeaderLine line : lines) {
            header.take(line);
        }
        Revision revision = header.revision(lines);
        if (!header.faults.isEmpty()) {
            throw new MigrateException(header.faults, null);
        }
        return revision;
    }

    private void take(HeaderLine line) {
        String text = line.text();
        if (text.isEmpty()) {
            return;
        }
        Matcher key = KEY_LINE.matcher(text);
        if (!key.matches()) {
            plain(line);
            return;
        }
        String name = key.group(1);
        if (KEYS.contains(name)) {
            key(line, name, key.group(2), key.start(2));
        } else if (titleLine == null && values.isEmpty() && !KEYS.contains(name.toLowerCase(Locale.ROOT))) {
            // "fix: …" is a title as good as any
            plain(line);
        } else if (!values.isEmpty() || Nearest.of(name, KEYS).isPresent()) {
            unknown(line, name);
        }
    }

    private void plain(HeaderLine line) {
        if (!values.isEmpty() || FORGOTTEN_COLON.matcher(line.text()).matches()) {
            faults.add(Diagnostic.error("script/header-line", "\"" + line.text() + "\" is no \"key: value\" line")
                    .at(line.span(file, 0, line.text().length()))
                    .note("Behind the first key, every line of the header is a key with its value; a blank line ends"
                            + " the header.")
                    .help("put explanations above \"revision:\", or behind a blank line"));
        } else if (titleLine == null) {
            title = Printable.of(line.text());
            titleLine = line;
        }
    }

    private void key(HeaderLine line, String name, String text, int at) {
        int blanks = 0;
        while (blanks < text.length() && text.charAt(blanks) <= ' ') {
            blanks++;
        }
        var value = new Value(text.strip(), line, at + blanks);
        Value earlier = values.putIfAbsent(name, value);
        if (earlier != null) {
            faults.add(Diagnostic.error("script/key-twice", "\"" + name + "\" is given twice in the header")
                    .at(line.span(file, 0, name.length()))
                    .note("It is given first on line " + earlier.line().number() + ".")
                    .help("keep one of them; several values are separated by commas"));
        }
    }

    private void unknown(HeaderLine line, String name) {
        var fault = Diagnostic.error("script/unknown-key", "\"" + name + "\" is not a key of the header")
                .at(line.span(file, 0, name.length()))
                .note("The keys are " + String.join(", ", KEYS) + ".");
        faults.add(Nearest.of(name, KEYS)
                .map(near -> fault.help("did you mean \"" + near + "\"?"))
                .orElse(fault.help("put explanations above \"revision:\", or behind a blank line")));
    }

    private Revision revision(List<HeaderLine> lines) {
        Value id = values.get("revision");
        if (id == null) {
            if (faults.isEmpty() || values.isEmpty()) {
                faults.add(noHeader(lines));
            }
        } else if (id.text().isEmpty()) {
            faults.add(Diagnostic.error("script/empty-id", "\"revision:\" names no id")
                    .at(id.line().span(file, 0, "revision".length()))
                    .help("give it an id of letters, digits, \"_\" and \".\""));
        } else {
            check(id, id.text(), 0);
        }
        Value created = values.get("created");
        return new Revision(
                id == null ? "" : id.text(),
                title,
                parents(),
                list("labels"),
                list("depends-on"),
                list("replaces"),
                created == null || created.text().isEmpty() ? null : created.text(),
                file,
                new Revision.HeaderLines(
                        number("revision"),
                        number("revises"),
                        number("labels"),
                        number("depends-on"),
                        number("replaces")));
    }

    private Diagnostic noHeader(List<HeaderLine> lines) {
        boolean java = HeaderLine.isJava(file);
        String id = "20240115_103000_a1b2c3d4";
        var fault = Diagnostic.error(
                        "script/no-header",
                        "\"" + file.getFileName() + "\" has no \"revision:\" line in "
                                + (java ? "its first comment" : "the comment that opens it"))
                .at(
                        lines.isEmpty()
                                ? SourceSpan.of(file)
                                : SourceSpan.of(file, lines.get(0).number()))
                .help(
                        java
                                ? "open it with\n/*\n * what it does\n *\n * revision: " + id + "\n * revises:\n */"
                                : "open it with\n-- what it does\n--\n-- revision: " + id + "\n-- revises:");
        if (titleLine != null) {
            Matcher key = KEY_LINE.matcher(titleLine.text());
            if (key.matches()) {
                return Nearest.of(key.group(1), KEYS)
                        .map(near -> fault.at(
                                titleLine.span(file, 0, key.group(1).length()), "did you mean \"" + near + "\"?"))
                        .orElse(fault);
            }
        }
        return fault;
    }

    /** {@code base} and {@code none} say in words what an empty value says. */
    private List<String> parents() {
        Value value = values.get("revises");
        return value != null && (value.text().equals("base") || value.text().equalsIgnoreCase("none"))
                ? List.of()
                : list("revises");
    }

    private List<String> list(String key) {
        Value value = values.get(key);
        if (value == null || value.text().isEmpty()) {
            return List.of();
        }
        List<String> parts = BETWEEN_IDS
                .splitAsStream(value.text())
                .filter(p -> !p.isEmpty())
                .toList();
        int from = 0;
        for (String part : parts) {
            from = value.text().indexOf(part, from);
            // a squash writes old=new where one place has had two names
            for (String name : key.equals("replaces") ? part.split("=", -1) : new String[] {part}) {
                check(value, name, from);
                from += name.length() + 1;
            }
            from--;
        }
        return parts;
    }

    private int number(String key) {
        Value value = values.get(key);
        return value == null ? 0 : value.line().number();
    }

    private void check(Value value, String word, int from) {
        SourceSpan place = value.line().span(file, value.column() + from, word.length());
        if (word.length() > LONGEST_ID) {
            faults.add(Diagnostic.error("script/illegal-id", "an id of " + word.length() + " characters is too long")
                    .at(place)
                    .help("use at most " + LONGEST_ID + " characters"));
        } else if (!ID.matcher(word).matches()) {
            faults.add(Diagnostic.error("script/illegal-id", "\"" + word + "\" cannot be an id or label")
                    .at(place)
                    .note("\"@\", \"-\", \"+\" and \":\" walk the graph, as in \"label@head\", \"head-1\" or"
                            + " \"from:to\".")
                    .help("use letters, digits, \"_\" and \".\" only"));
        } else if (RESERVED.contains(word)) {
            faults.add(Diagnostic.error("script/illegal-id", "\"" + word + "\" cannot be an id or label")
                    .at(place)
                    .note("\"head\", \"heads\", \"base\" and \"current\" are names of places in the graph.")
                    .help("use another id"));
        }
    }
}
