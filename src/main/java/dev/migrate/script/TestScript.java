package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows with which a revision is tested, and queries that tell whether they have come through: {@code src/test/migrations/<revision>.sql}.
 * Its sections open like those of a revision.
 */
public final class TestScript {

    /** Where these scripts stand in a project. */
    public static final String FOLDER = "src/test/migrations";

    private static final Pattern MARKER = Pattern.compile("[ \\t]*--[ \\t]*migrate:([^\\s:]*)[ \\t]*(.*)");
    private static final String DIALECT = "dialect=";

    /** What a section is for. */
    public enum Part {
        /** Runs before the upgrade: rows that it meets. */
        BEFORE,
        /** Runs behind the upgrade: rows that the downgrade meets. */
        AFTER,
        /** Queries that must hold behind each upgrade. */
        VERIFY,
        /** Queries that must hold behind the downgrade. */
        VERIFY_DOWNGRADE;

        /** The word on the marker. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static Optional<Part> of(String word) {
            return Arrays.stream(values())
                    .filter(part -> part.word().equals(word))
                    .findFirst();
        }
    }

    private record Piece(Part part, Set<DatabaseKind> dialects, int line, String text) {}

    private final Path file;
    private final List<Piece> pieces;

    private TestScript(Path file, List<Piece> pieces) {
        this.file = file;
        this.pieces = List.copyOf(pieces);
    }

    /**
     * The scripts of a project, by the revision that each is for: the one whose id, or the name of whose file, is the script's name.
     *
     * @throws MigrateException for a script that is for no revision, and for one that is not as it must be
     */
    public static Map<Revision, TestScript> of(Path project, RevisionGraph graph) {
        Path folder = project.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<Revision, TestScript> scripts = new HashMap<>();
        List<Diagnostic> faults = new ArrayList<>();
        for (Path file : files(folder)) {
            Revision revision = revisionOf(file, graph, faults);
            if (revision == null) {
                continue;
            }
            TestScript before = scripts.put(revision, read(file, faults));
            if (before != null) {
                faults.add(Diagnostic.error(
                                "test/two-scripts", "revision \"" + revision.id() + "\" has two scripts with test rows")
                        .at(SourceSpan.of(file))
                        .note("the other is " + before.file.getFileName())
                        .help("put them into one"));
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return scripts;
    }

    private static List<Path> files(Path folder) {
        try (var found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Revision revisionOf(Path file, RevisionGraph graph, List<Diagnostic> faults) {
        String name = stem(file);
        Optional<Revision> found = graph.find(name).or(() -> graph.ordered().stream()
                .filter(revision -> stem(revision.file()).equals(name))
                .findFirst());
        if (found.isEmpty()) {
            List<String> names = graph.ordered().stream().map(Revision::id).toList();
            faults.add(Diagnostic.error(
                            "test/no-revision",
                            "no revision is named \"" + name + "\", so nothing would read this script")
                    .at(SourceSpan.of(file))
                    .help(Nearest.of(name, names)
                            .map(near -> "did you mean " + near + ".sql?")
                            .orElse("name it after the revision's id or file: <revision>.sql")));
        }
        return found.orElse(null);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static TestScript read(Path file, List<Diagnostic> faults) {
        List<Piece> pieces = new ArrayList<>();
        Part part = null;
        Set<DatabaseKind> dialects = Set.of();
        int begin = 1;
        var text = new StringBuilder();
        Set<String> seen = new HashSet<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher marker = MARKER.matcher(line);
            if (!marker.matches()) {
                if (part == null && !line.isBlank() && !line.strip().startsWith("--")) {
                    faults.add(Diagnostic.error("test/outside-section", "the statement stands before any section")
                            .at(SourceSpan.of(file, i + 1))
                            .help("-- migrate:before for rows that the upgrade meets, -- migrate:after for"
                                    + " those behind it"));
                    return new TestScript(file, List.of());
                }
                text.append(line).append('\n');
                continue;
            }
            Optional<Part> opened = Part.of(marker.group(1));
            if (opened.isEmpty()) {
                faults.add(unknown(marker.group(1), SourceSpan.of(file, i + 1)));
                continue;
            }
            if (part != null) {
                pieces.add(new Piece(part, dialects, begin, text.toString()));
            }
            part = opened.get();
            dialects = dialects(marker.group(2).strip(), SourceSpan.of(file, i + 1), faults);
            begin = i + 2;
            text.setLength(0);
            if (!seen.add(part + " " + dialects)) {
                faults.add(
                        Diagnostic.error("test/section-twice", "the section \"" + part.word() + "\" stands here twice")
                                .at(SourceSpan.of(file, i + 1))
                                .help("put them into one"));
            }
        }
        if (part != null) {
            pieces.add(new Piece(part, dialects, begin, text.toString()));
        }
        return new TestScript(file, pieces);
    }

    private static List<String> lines(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return List.of((text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n", -1));
        } catch (CharacterCodingException e) {
            throw Diagnostic.error("script/not-utf-8", "\"" + file.getFileName() + "\" is not UTF-8")
                    .at(SourceSpan.of(file))
                    .help("save it as UTF-8 in the editor")
                    .toException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Diagnostic unknown(String word, SourceSpan place) {
        List<String> words = Arrays.stream(Part.values()).map(Part::word).toList();
        return Diagnostic.error("test/unknown-section", "\"migrate:" + word + "\" opens no section of a test script")
                .at(place)
                .help(Nearest.of(word, words)
                        .map(near -> "did you mean \"-- migrate:" + near + "\"?")
                        .orElse("the sections are " + String.join(", ", words)));
    }

    private static Set<DatabaseKind> dialects(String options, SourceSpan place, List<Diagnostic> faults) {
        if (options.isEmpty()) {
            return Set.of();
        }
        Set<DatabaseKind> dialects = EnumSet.noneOf(DatabaseKind.class);
        boolean known = options.startsWith(DIALECT);
        for (String word : known ? options.substring(DIALECT.length()).split(",", -1) : new String[0]) {
            Optional<DatabaseKind> kind = DatabaseKind.byId(word);
            kind.ifPresent(dialects::add);
            known &= kind.isPresent();
        }
        if (!known) {
            faults.add(
                    Diagnostic.error("test/section-option", "\"" + options + "\" is not an option of a test's section")
                            .at(place)
                            .help("the one option is dialect=postgresql,mysql,mariadb,sqlite"));
        }
        return dialects;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * Reads a part for a database: the section that names it with the fewest others, else (MariaDB) one that names mysql, else the one that names
     * none; empty where there is none.
     */
    public Optional<SqlScanner> open(Part part, DatabaseKind database) {
        return DialectChoice.of(
                        pieces.stream().filter(piece -> piece.part() == part).toList(), Piece::dialects, database)
                .map(piece -> new SqlScanner(database, new StringReader(piece.text()), file, piece.line()));
    }
}
