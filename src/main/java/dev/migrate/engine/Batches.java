package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.operation.BackfillRows;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a statement is carried out in batches: what {@code -- migrate:backfill} before it says.
 *
 * @param table the table, as it is written in SQL
 * @param key the columns by whose ranges it is gone through, as they are written in SQL
 * @param size how many rows a batch has at most
 * @param pause how long to rest behind each batch
 * @param change what each batch runs
 */
record Batches(String table, List<String> key, int size, Duration pause, RangedText change) {

    static final String MARKER = "migrate:backfill";

    /** Carries the ranged text of a statement that an operation was made into; the statement's own text is for all rows. */
    static final String RANGED = "migrate:ranged";

    private static final int MOST_ROWS = 1_000_000;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final List<String> OPTIONS = List.of("table", "key", "size", "pause");
    private static final Pattern OPTION = Pattern.compile("(?:\"[^\"]*\"|`[^`]*`|[^\\s\"`])+");
    private static final Pattern COLUMN = Pattern.compile("(?:\"[^\"]*\"|`[^`]*`|[^,\"`])+");
    private static final Pattern PAUSE = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final String EXAMPLE = "-- migrate:backfill table=big key=id size=10000 pause=50ms";

    Batches {
        key = List.copyOf(key);
    }

    /** Whether a statement is marked. */
    static boolean marked(Statement s) {
        return s.directives().stream().anyMatch(d -> d.name().equals(MARKER));
    }

    /**
     * How a statement is to be carried out; empty where it is run as it stands.
     *
     * @throws MigrateException when the marker or the statement is not as it must be
     */
    static Optional<Batches> of(Statement s, DatabaseKind kind, Path file) {
        Statement.Directive marker = s.directives().stream()
                .filter(d -> d.name().equals(MARKER))
                .findFirst()
                .orElse(null);
        if (marker == null) {
            return Optional.empty();
        }
        SourceSpan place = SourceSpan.of(file, marker.line());
        Map<String, String> options = options(marker, place);
        List<String> key = COLUMN.matcher(required(options, "key", place))
                .results()
                .map(found -> found.group().strip())
                .toList();
        for (String column : key) {
            List<Token> tokens = Token.of(kind, column);
            if (tokens.size() != 1 || !tokens.get(0).isName()) {
                throw fault("\"" + column + "\" is not the name of a column", place)
                        .help("write the key's columns as they are named in the table, one behind the other: key=tenant,id")
                        .toException();
            }
        }
        if (!s.startsWith("UPDATE") && !s.startsWith("DELETE")) {
            throw Diagnostic.error(
                            "script/backfill-statement",
                            "what stands behind the marker is neither an UPDATE nor a DELETE")
                    .at(SourceSpan.of(file, s.line(), s.column(), 1))
                    .help("put the marker right before the statement that is to run in batches")
                    .toException();
        }
        String text = s.directives().stream()
                .filter(d -> d.name().equals(RANGED))
                .map(Statement.Directive::argument)
                .findFirst()
                .orElse(s.text());
        RangedText change = RangedText.parse(kind, text, key).orElseThrow(() -> Diagnostic.error(
                        "script/backfill-range", "the statement does not say with :from and :to which rows a batch has")
                .at(SourceSpan.of(file, s.line(), s.column(), 1))
                .note(":from is the last key that is done, :to the last one of the batch; they stand there"
                        + " once a batch, behind \"AND\" and not behind \"OR\" or \"NOT\"")
                .help("write the key's columns as in key=, then the comparison: " + RangedText.example(key))
                .toException());
        BatchedStatement.check(kind, text, key, SourceSpan.of(file, s.line(), s.column(), 1));
        return Optional.of(new Batches(
                required(options, "table", place), key, size(options, place), pause(options, place), change));
    }

    /** The same statement for people and clients that run it in one piece. */
    static Statement whole(Statement s, DatabaseKind kind, Path file) {
        Batches batches = of(s, kind, file).orElse(null);
        if (batches == null) {
            return s;
        }
        boolean ofOperation = s.directives().stream().anyMatch(d -> d.name().equals(RANGED));
        return new Statement(
                s.number(),
                s.leading() + "\n-- a backfill: one statement here, committed batches of " + batches.size()
                        + " rows where migrate:upgrade runs it\n",
                ofOperation ? s.text() : batches.change().whole(),
                s.terminator(),
                s.line(),
                s.column(),
                s.keywords(),
                s.directives(),
                s.copyData());
    }

    /** What marks the statement that an operation was made into. */
    static List<Statement.Directive> marks(BackfillRows rows, String rendered, DatabaseKind kind, int line) {
        List<String> key =
                rows.key().stream().map(k -> Identifier.quote(kind, k)).toList();
        String table =
                Identifier.quote(kind, rows.table().schema(), rows.table().name());
        String condition = rows.condition();
        String change = condition == null
                ? rendered
                : rendered.substring(0, rendered.length() - condition.length() - "\nWHERE ".length());
        String ranged = change + "\nWHERE " + RangedText.example(key)
                + (condition == null ? "" : "\nAND (" + condition + "\n)");
        long pause = rows.pause().toMillis();
        return List.of(
                new Statement.Directive(
                        MARKER,
                        "table=" + table + " key=" + String.join(",", key) + " size="
                                + Math.min(MOST_ROWS, rows.batchSize()) + " pause=" + pause + "ms",
                        line),
                new Statement.Directive(RANGED, ranged, line));
    }

    private static Map<String, String> options(Statement.Directive marker, SourceSpan place) {
        Map<String, String> options = new HashMap<>();
        Matcher matcher = OPTION.matcher(marker.argument());
        while (matcher.find()) {
            String option = matcher.group();
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (!OPTIONS.contains(name)) {
                throw fault("\"" + name + "\" is not an option of a backfill", place)
                        .help(Nearest.of(name, OPTIONS)
                                .map(near -> "did you mean \"" + near + "=\"?")
                                .orElse("the options are table, key, size and pause: " + EXAMPLE))
                        .toException();
            }
            if (equals < 0 || equals == option.length() - 1) {
                throw fault("\"" + name + "\" has no value", place)
                        .help(EXAMPLE)
                        .toException();
            }
            if (options.put(name, option.substring(equals + 1)) != null) {
                throw fault("\"" + name + "\" is given twice", place)
                        .help("keep one of them")
                        .toException();
            }
        }
        return options;
    }

    private static Diagnostic fault(String message, SourceSpan place) {
        return Diagnostic.error("script/backfill-option", message).at(place);
    }

    private static String required(Map<String, String> options, String name, SourceSpan place) {
        String value = options.get(name);
        if (value == null) {
            throw fault("the backfill does not say its " + name, place)
                    .help(EXAMPLE)
                    .toException();
        }
        return value;
    }

    private static int size(Map<String, String> options, SourceSpan place) {
        String value = options.getOrDefault("size", "10000");
        if (!value.matches("\\d{1,7}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_ROWS) {
            throw fault("\"" + value + "\" is not a number of rows from 1 to " + MOST_ROWS, place)
                    .help("size=10000")
                    .toException();
        }
        return Integer.parseInt(value);
    }

    private static Duration pause(Map<String, String> options, SourceSpan place) {
        String value = options.getOrDefault("pause", "0ms");
        Matcher matcher = PAUSE.matcher(value);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration pause =
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        default -> Duration.ofMinutes(number);
                    };
            if (pause.compareTo(LONGEST_PAUSE) <= 0) {
                return pause;
            }
        }
        throw fault("\"" + value + "\" is not a pause of up to an hour", place)
                .help("pause=50ms")
                .toException();
    }
}
