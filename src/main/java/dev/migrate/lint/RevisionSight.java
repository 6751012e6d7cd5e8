package dev.migrate.lint;

import dev.migrate.diagnostic.SourceSpan;
import java.util.List;

/** A revision as a rule sees it, once all its statements have been seen. */
public final class RevisionSight {

    private final Review review;
    private final Rule rule;
    private final List<Draft> drafts;

    RevisionSight(Review review, Rule rule, List<Draft> drafts) {
        this.review = review;
        this.rule = rule;
        this.drafts = drafts;
    }

    /** The revision. */
    public Review.Subject revision() {
        return review.subject();
    }

    /** What its statements did, in order. */
    public List<Sight.Seen> statements() {
        return review.before();
    }

    /** What its downgrade does, in order; empty where it has none. */
    public List<Sight.Seen> downgrade() {
        return review.subject().downgrade();
    }

    /** Reports something about the revision, at a place of it. */
    public Draft report(SourceSpan place, String message) {
        Draft draft = new Draft(rule, place, message, List.of());
        drafts.add(draft);
        return draft;
    }
}
