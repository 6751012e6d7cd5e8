package dev.migrate.revision;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name for one or several revisions as users write it, read but not yet looked up. */
public sealed interface Target {

    /** {@code head}: the one revision without a child. */
    record Head() implements Target {}

    /** {@code heads}: every revision without a child. */
    record Heads() implements Target {}

    /** {@code base}: before the first revision. */
    record Base() implements Target {}

    /** {@code current}: where the database stands. */
    record Current() implements Target {}

    /** A whole id, the beginning of one, or a label. */
    record Named(String name) implements Target {}

    /** Some steps up (more than 0) or down from another, as in {@code +2} (from {@code current}) or {@code ID-1}. */
    record Walk(Target start, int steps) implements Target {}

    /** Another on one branch, whose name is a label or an id, as in {@code label@head}. */
    record OnBranch(String branch, Target target) implements Target {}

    /** The words that name no single revision, and so can be neither an id nor a label. */
    Set<String> RESERVED = Set.of("head", "heads", "base", "current");

    /** Whether a word has a meaning of its own among targets. */
    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /**
     * Reads one name.
     *
     * @throws MigrateException where it has no such form
     */
    static Target parse(String written) {
        String text = written.strip();
        Matcher matcher = Syntax.ONE.matcher(text);
        if (!matcher.matches() || matcher.group("symbol").isEmpty() && matcher.group("steps") == null) {
            throw Syntax.fault(written);
        }
        Target target = Syntax.symbol(matcher.group("symbol"));
        if (matcher.group("steps") != null) {
            target = new Walk(target, Syntax.steps(written, matcher.group("steps")));
        }
        String branch = matcher.group("branch");
        return branch == null ? target : new OnBranch(branch, target);
    }

    /** How names are written. Ids hold none of {@code + - @ :}, so the parts cannot be mistaken for each other. */
    final class Syntax {

        private static final Pattern ONE =
                Pattern.compile("(?:(?<branch>[^@:,\\s]+)@)?(?<symbol>[^@:,+\\s]*?)(?<steps>[+-]\\d+)?");

        private Syntax() {}

        private static Target symbol(String word) {
            return switch (word) {
                case "head" -> new Head();
                case "heads" -> new Heads();
                case "base" -> new Base();
                case "current", "" -> new Current();
                default -> new Named(word);
            };
        }

        private static int steps(String written, String digits) {
            try {
                int steps = Integer.parseInt(digits);
                if (steps != 0) {
                    return steps;
                }
            } catch (NumberFormatException e) {
                // more than any graph has
            }
            throw fault(written);
        }

        private static MigrateException fault(String written) {
            return Diagnostic.error("graph/bad-target", "\"%s\" names no revision".formatted(written))
                    .help("write head, heads, base, an id or its beginning, +2, -1, ID+2, ID-1, label@head or label@ID")
                    .toException();
        }
    }
}
