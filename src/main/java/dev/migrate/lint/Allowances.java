package dev.migrate.lint;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The findings that a script takes upon itself: {@code -- lint:allow RULE reason} before the statement. */
final class Allowances {

    private static final String DIRECTIVE = "lint:allow";
    private static final String EXAMPLE = "-- lint:allow P113 the table is empty until the next release";

    private final String revision;
    private final List<RuleFacts> rules;
    private final ReviewSettings settings;

    Allowances(String revision, List<RuleFacts> rules, ReviewSettings settings) {
        this.revision = revision;
        this.rules = rules;
        this.settings = settings;
    }

    /** The findings of a statement that remain, and what is wrong with its allowances. */
    List<Finding> pass(List<Finding> found, List<Statement.Directive> directives, Path file) {
        List<Finding> remaining = new ArrayList<>(found);
        for (Statement.Directive directive : directives) {
            if (directive.name().startsWith("lint:")) {
                pass(remaining, found, directive, SourceSpan.of(file, directive.line()));
            }
        }
        return remaining;
    }

    /** Whether a directive allows one of these findings. */
    boolean concern(Statement.Directive directive, List<Finding> found) {
        String rule = directive.argument().split("[\\s:]+", 2)[0];
        return directive.name().equals(DIRECTIVE)
                && found.stream()
                        .anyMatch(f -> f.rule().id().equalsIgnoreCase(rule)
                                || f.rule().name().equalsIgnoreCase(rule));
    }

    private void pass(List<Finding> remaining, List<Finding> found, Statement.Directive directive, SourceSpan place) {
        String[] words = directive.argument().split("[\\s:]+", 2);
        if (!directive.name().equals(DIRECTIVE)) {
            fault(remaining, place, "\"" + directive.name() + "\" is nothing that the review knows", EXAMPLE);
            return;
        }
        if (words[0].isEmpty()) {
            fault(remaining, place, "the allowance names no rule", EXAMPLE);
            return;
        }
        Optional<RuleFacts> rule = rules.stream()
                .filter(r -> r.id().equalsIgnoreCase(words[0]) || r.name().equalsIgnoreCase(words[0]))
                .findFirst();
        if (rule.isEmpty()) {
            List<String> names = rules.stream().map(RuleFacts::id).toList();
            fault(
                    remaining,
                    place,
                    "\"" + words[0] + "\" is no rule of the review",
                    Nearest.of(words[0], names)
                            .map(n -> "did you mean " + n + "?")
                            .orElse(EXAMPLE));
            return;
        }
        String id = rule.get().id();
        if (words.length < 2 || words[1].isBlank()) {
            fault(
                    remaining,
                    place,
                    "the allowance of " + id + " gives no reason, and allows nothing",
                    "-- lint:allow " + id + " why it does no harm here");
            return;
        }
        if (found.stream().anyMatch(f -> f.rule().id().equals(id))) {
            remaining.removeIf(f -> f.rule().id().equals(id));
        } else if (!settings.isSilent(rule.get())) {
            fault(
                    remaining,
                    place,
                    "there is nothing to allow: " + id + " finds nothing in the statement behind it",
                    "take the line out");
        }
    }

    private void fault(List<Finding> remaining, SourceSpan place, String message, String help) {
        RuleFacts facts = UnusedAllowance.FACTS;
        if (settings.isSilent(facts)) {
            return;
        }
        Severity severity = settings.severity(facts, facts.severity());
        remaining.add(new Finding(
                facts,
                revision,
                Finding.Concern.OTHER,
                new Diagnostic(severity, "lint/" + facts.id(), message, place, null, List.of(), help)));
    }
}
