package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.DatabaseKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code -- migrate:…} line. */
final class SectionMarker {

    private static final Pattern LINE = Pattern.compile("[ \\t]*--([ \\t]*)(migrate[ \\t]*:[ \\t]*([^\\s:]*))(.*)");
    private static final Pattern OPTION = Pattern.compile("\\S+");
    /** Lines of that form that speak about the statement behind them, not about a section. */
    private static final List<String> DIRECTIVES = List.of("require", "backfill");

    private static final List<String> OPTIONS = List.of("transaction", "dialect");

    private final Path file;
    private final int number;
    private final String line;
    private final List<Diagnostic> faults;

    private SectionMarker(Path file, int number, String line, List<Diagnostic> faults) {
        this.file = file;
        this.number = number;
        this.line = line;
        this.faults = faults;
    }

    /** The section that a line opens; its text begins at {@code offset} and has no end yet. Faults are added to the list. */
    static Optional<Section> read(Path file, int number, String line, long offset, List<Diagnostic> faults) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        return Optional.ofNullable(new SectionMarker(file, number, text, faults).section(offset));
    }

    private @Nullable Section section(long offset) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        String name = matcher.group(3);
        boolean exact = matcher.group(2).equals("migrate:" + name);
        if (exact && DIRECTIVES.contains(name)) {
            return null;
        }
        SectionKind kind = null;
        var names = new ArrayList<String>();
        for (SectionKind known : SectionKind.values()) {
            names.add(known.word());
            kind = known.word().equals(name) ? known : kind;
        }
        names.addAll(DIRECTIVES);
        SourceSpan place = SourceSpan.of(
                file,
                number,
                matcher.start(2) + 1,
                matcher.group(2).stripTrailing().length());
        if (kind == null) {
            Optional<String> near = Nearest.of(name, names);
            if (exact || near.isPresent()) {
                faults.add(Diagnostic.error(
                                "script/unknown-marker", "\"migrate:" + name + "\" opens nothing that is known")
                        .at(place)
                        .note("Known are " + String.join(", ", names) + ".")
                        .help(near.map(n -> "did you mean \"-- migrate:" + n + "\"?")
                                .orElse("remove the line, or write the comment without \"migrate:\"")));
            }
            return null;
        }
        if (!exact || matcher.group(1).isEmpty()) {
            faults.add(Diagnostic.error("script/marker", "the marker of a section is not written as it must be")
                    .at(place)
                    .help("-- migrate:" + name + matcher.group(4)));
            return null;
        }
        return options(kind, matcher.start(4), offset);
    }

    private Section options(SectionKind kind, int from, long offset) {
        boolean transactional = true;
        var dialects = EnumSet.noneOf(DatabaseKind.class);
        var seen = new HashSet<String>();
        Matcher option = OPTION.matcher(line);
        option.region(from, line.length());
        while (option.find()) {
            int equals = option.group().indexOf('=');
            String key = equals < 0 ? option.group() : option.group().substring(0, equals);
            String value = equals < 0 ? "" : option.group().substring(equals + 1);
            if (!OPTIONS.contains(key)) {
                fault(
                        "script/unknown-option",
                        "\"" + key + "\" is not an option of a section",
                        option.start(),
                        key.length(),
                        Nearest.of(key, OPTIONS)
                                .map(near -> "did you mean \"" + near + "=\"?")
                                .orElse("the options are transaction=false and"
                                        + " dialect=postgresql,mysql,mariadb,sqlite"));
            } else if (!seen.add(key)) {
                fault(
                        "script/option-twice",
                        "\"" + key + "\" is given twice",
                        option.start(),
                        option.group().length(),
                        key.equals("dialect") ? "dialect=postgresql,sqlite" : "keep one of them");
            } else if (key.equals("transaction")) {
                if (!value.equals("true") && !value.equals("false")) {
                    fault(
                            "script/option-value",
                            "\"" + value + "\" is neither true nor false",
                            option.start(),
                            option.group().length(),
                            "transaction=false");
                }
                transactional = !value.equals("false");
            } else {
                dialects(value, option.start(), option.group().length(), dialects);
            }
        }
        return new Section(kind, transactional, dialects, number, offset, offset);
    }

    private void dialects(String value, int at, int length, Set<DatabaseKind> dialects) {
        List<String> known =
                Arrays.stream(DatabaseKind.values()).map(DatabaseKind::id).toList();
        for (String word : value.split(",", -1)) {
            Optional<DatabaseKind> kind = DatabaseKind.byId(word);
            kind.ifPresent(dialects::add);
            if (kind.isEmpty()) {
                fault(
                        "script/option-value",
                        "\"" + word + "\" is not a database",
                        at,
                        length,
                        Nearest.of(word, known)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("dialect= takes " + String.join(", ", known)
                                        + ", separated by commas without blanks"));
            }
        }
    }

    private void fault(String code, String message, int at, int length, String help) {
        faults.add(Diagnostic.error(code, message)
                .at(SourceSpan.of(file, number, at + 1, length))
                .help(help));
    }
}
