package dev.migrate.lint;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.grammar.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A finding that a rule is still writing. */
public final class Draft {

    private final Rule rule;
    private final @Nullable SourceSpan place;
    private final String message;
    private final List<String> notes = new ArrayList<>();
    private Severity severity;
    private Finding.Concern concern = Finding.Concern.OTHER;
    private @Nullable String rewrite;
    private @Nullable Name table;
    private final List<Sight.Seen> later;
    private boolean forgiven;

    Draft(Rule rule, @Nullable SourceSpan place, String message, List<Sight.Seen> later) {
        this.rule = rule;
        this.later = later;
        this.place = place;
        this.message = message;
        this.severity = rule.facts().severity();
    }

    /** Adds a fact: what lock, on which version, why it hurts. A sentence without a full stop. */
    public Draft note(String fact) {
        notes.add(fact);
        return this;
    }

    /** It is about a lock that makes others wait. */
    public Draft aboutLock() {
        concern = Finding.Concern.LOCK;
        return this;
    }

    /** It is about a table that is written anew. */
    public Draft aboutRewrite() {
        concern = Finding.Concern.REWRITE;
        return this;
    }

    /** It is less bad here than the rule says of most. */
    public Draft as(Severity other) {
        severity = other;
        return this;
    }

    /** The safe way: SQL that can be pasted, or an advice. */
    public Draft rewrite(String sql) {
        rewrite = sql;
        return this;
    }

    /** It is not told where the statements behind it in the same revision make it good. */
    public Draft unless(Predicate<List<Sight.Seen>> makeGood) {
        forgiven |= makeGood.test(later);
        return this;
    }

    boolean isForgiven() {
        return forgiven;
    }

    Draft onRowsOf(Name name) {
        table = name;
        return this;
    }

    @Nullable
    Name table() {
        return table;
    }

    Rule rule() {
        return rule;
    }

    Severity severity() {
        return severity;
    }

    Finding finding(String revision) {
        return new Finding(
                rule.facts(),
                revision,
                concern,
                new Diagnostic(
                        severity,
                        "lint/" + rule.facts().id(),
                        message,
                        place,
                        place == null ? null : rule.facts().name(),
                        notes,
                        rewrite));
    }
}
