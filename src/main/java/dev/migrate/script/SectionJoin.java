package dev.migrate.script;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sections of several scripts put behind each other as one, which holds the same statements: each last statement is
 * closed, each changed delimiter is put back, and a word to the plugin stays with the statement it was written for.
 */
final class SectionJoin {

    private static final Pattern REQUIRE = Pattern.compile("(?m)^([ \\t]*--[ \\t]*)migrate:require\\b[ \\t]*(.*)$");
    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^([ \\t]*--[ \\t]*)((?:migrate|lint):.*)$");
    private static final Pattern BLANK_LINES = Pattern.compile("^(?:[ \\t]*\\r?\\n)+");
    private static final String REQUIRE_NAME = "migrate:require";
    private static final Set<String> SETTING = Set.of("SET", "RESET", "DISCARD", "USE", "PRAGMA", "LOCK");

    private final DatabaseKind kind;
    private final StringBuilder text = new StringBuilder();
    private final List<String> requirements = new ArrayList<>();
    private final Set<String> settings = new TreeSet<>();
    private int parts;

    /** Nothing yet, by the rules of that database's client. What the first section requires will be required of the whole. */
    SectionJoin(DatabaseKind kind) {
        this.kind = kind;
    }

    /** Puts a section behind those that are there, under a comment with its revision's id and title. */
    void add(SqlScript script, Section section) {
        String source = read(script, section);
        var revision = script.revision();
        text.append(parts == 0 ? "" : "\n")
                .append(("-- " + revision.id() + "  " + revision.title()).stripTrailing())
                .append('\n')
                .append(BLANK_LINES.matcher(joined(source, script, section)).replaceFirst(""));
        trimEnd();
        parts++;
    }

    /** The text of the whole. */
    String text() {
        return text.toString();
    }

    /** The queries that were required before a later section, and are not asked any more. */
    List<String> droppedRequirements() {
        return List.copyOf(requirements);
    }

    /** The ids of the revisions that change settings of the session, which last until the end of the whole. */
    Set<String> settings() {
        return Set.copyOf(settings);
    }

    /**
     * What a section runs, statement by statement, as digests: the same for the same work, wherever it stands.
     *
     * @param kind whose client's rules hold
     * @param first whether what it requires counts
     */
    static List<String> statements(DatabaseKind kind, SqlScript script, Section section, boolean first) {
        return statements(kind, read(script, section), script.revision().file(), section.markerLine() + 1, first);
    }

    /** The same of a text. */
    static List<String> statements(DatabaseKind kind, String text, Path file) {
        return statements(kind, text, file, 1, true);
    }

    private static List<String> statements(
            DatabaseKind kind, String text, Path file, int line, boolean requirementsToo) {
        var digests = new ArrayList<String>();
        var scanner = new SqlScanner(kind, new StringReader(text), file, line);
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            MessageDigest digest = sha256();
            update(digest, s.text().stripTrailing());
            for (Statement.Directive directive : s.directives()) {
                if (requirementsToo || !directive.name().equals(REQUIRE_NAME)) {
                    update(digest, directive.name() + " " + directive.argument());
                }
            }
            Reader data = s.copyData();
            if (data != null) {
                update(digest, all(data));
            }
            digests.add(HexFormat.of().formatHex(digest.digest()));
        }
        return digests;
    }

    private String joined(String source, SqlScript script, Section section) {
        var out = new StringBuilder(source.length() + 64);
        var scanner =
                new SqlScanner(kind, new StringReader(source), script.revision().file(), section.markerLine() + 1);
        int copied = 0;
        int at = 0;
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            int start = at + s.leading().length();
            int end = start + s.text().length();
            out.append(comments(source.substring(copied, start), s)).append(source, start, end);
            copied = end;
            at = end + s.terminator().length();
            if (s.terminator().isEmpty()) {
                out.append(closing(s.text(), scanner.delimiter()));
            }
            if (!s.keywords().isEmpty() && SETTING.contains(s.keywords().get(0))) {
                settings.add(script.revision().id());
            }
            Reader data = s.copyData();
            if (data != null) {
                at += all(data).length();
            }
        }
        // a word to the plugin behind the last statement speaks of nothing, and must not begin to
        int behind = Math.max(copied, source.length() - scanner.remainder().length());
        out.append(source, copied, behind)
                .append(DIRECTIVE.matcher(source.substring(behind)).replaceAll("$1was: $2"));
        if (!scanner.delimiter().equals(";")) {
            out.append("\nDELIMITER ;\n");
        }
        return out.toString();
    }

    /** A delimiter; on a line of its own where the text's last characters would be taken for its beginning. */
    private static String closing(String text, String delimiter) {
        boolean plain =
                (text + delimiter).indexOf(delimiter, Math.max(0, text.length() - delimiter.length())) == text.length();
        return plain ? delimiter : "\n" + delimiter;
    }

    /** What stands before a statement; behind COPY its data too, in which nothing is touched. */
    private String comments(String before, Statement s) {
        if (parts == 0 || s.directives().stream().noneMatch(d -> d.name().equals(REQUIRE_NAME))) {
            return before;
        }
        for (Statement.Directive directive : s.directives()) {
            if (directive.name().equals(REQUIRE_NAME)) {
                requirements.add(directive.argument());
            }
        }
        int comments = before.length() - Math.min(before.length(), s.leading().length());
        Matcher require = REQUIRE.matcher(before.substring(comments));
        return before.substring(0, comments) + require.replaceAll("$1required: $2");
    }

    private void trimEnd() {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }

    /** A section as it is written. */
    static String read(SqlScript script, Section section) {
        try (Reader reader = script.open(section)) {
            return all(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String all(Reader reader) {
        var all = new StringBuilder();
        var buffer = new char[8192];
        try {
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                all.append(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    private static void update(MessageDigest digest, @Nullable String part) {
        digest.update((part + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
