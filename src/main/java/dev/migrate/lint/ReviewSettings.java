package dev.migrate.lint;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a review goes by.
 *
 * @param severities another severity for a rule, by its id; empty to say nothing of it
 * @param small with fewer rows than that, a table is no reason to fail
 * @param ignored tables of which nothing is said that matters only for tables in use
 * @param version the server's; null where none was asked
 * @param rows how many rows tables have
 */
public record ReviewSettings(
        Map<String, Optional<Severity>> severities,
        long small,
        List<Pattern> ignored,
        @Nullable ServerVersion version,
        RowCounts rows) {

    /** How many rows are few where nobody says otherwise. */
    public static final long SMALL = 1000;

    /** What holds where nothing is set and no database was asked. */
    public static final ReviewSettings DEFAULT =
            new ReviewSettings(Map.of(), SMALL, List.of(), null, table -> OptionalLong.empty());

    /** Copies. */
    public ReviewSettings {
        severities = Map.copyOf(severities);
        ignored = List.copyOf(ignored);
    }

    boolean ignores(Name table) {
        return ignored.stream().anyMatch(p -> p.matcher(table.name()).matches());
    }

    boolean isSilent(RuleFacts rule) {
        Optional<Severity> said = severities.get(rule.id());
        return said == null ? rule.off() : said.isEmpty();
    }

    Severity severity(RuleFacts rule, Severity otherwise) {
        Optional<Severity> said = severities.get(rule.id());
        return said == null ? otherwise : said.orElse(otherwise);
    }

    /** Knows about how many rows tables have. */
    @FunctionalInterface
    public interface RowCounts {
        /** About how many rows; empty where that is not known. */
        OptionalLong of(Name table);
    }
}
