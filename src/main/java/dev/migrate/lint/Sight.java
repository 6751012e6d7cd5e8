package dev.migrate.lint;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One statement as a rule sees it: what it does, what was done before, and what is known of the database. */
public final class Sight {

    private final Review review;
    private final Rule rule;
    private final Statement statement;
    private final Change change;
    private final SourceSpan place;
    private final List<Draft> drafts;

    Sight(Review review, Rule rule, Statement statement, Change change, SourceSpan place, List<Draft> drafts) {
        this.review = review;
        this.rule = rule;
        this.statement = statement;
        this.change = change;
        this.place = place;
        this.drafts = drafts;
    }

    /** What the statement does. */
    public Change change() {
        return change;
    }

    /** The statement as written. */
    public Statement statement() {
        return statement;
    }

    /** The database. */
    public DatabaseKind kind() {
        return review.subject().kind();
    }

    /** The revision that it stands in. */
    public Review.Subject revision() {
        return review.subject();
    }

    /** What the revisions have made before this statement. */
    public KnownSchema known() {
        return review.known();
    }

    /** Whether this run makes the table, so that it has no rows that anybody waits for. */
    public boolean isNew(Name table) {
        return review.known().isNew(table);
    }

    /** The version of the server, where one was asked. */
    public Optional<ServerVersion> version() {
        return Optional.ofNullable(review.settings().version());
    }

    /** Whether the server is known, and older than this version. */
    public boolean isKnownBefore(int major, int minor, int patch) {
        return version().map(v -> !v.isAtLeast(major, minor, patch)).orElse(false);
    }

    /** Whether the server is known to be this version or a later one. */
    public boolean isKnownSince(int major) {
        return version().map(v -> v.isAtLeast(major)).orElse(false);
    }

    /** About how many rows a table has, where a database was asked. */
    public OptionalLong rows(Name table) {
        return review.settings().rows().of(table);
    }

    /** Whether the statement runs in a transaction with others. */
    public boolean isInTransaction() {
        return review.isInTransaction();
    }

    /** What the statements before this one did in the same transaction, in order; nothing outside of one. */
    public List<Seen> transaction() {
        return review.transaction();
    }

    /** What the statements before this one of the same revision did, in order. */
    public List<Seen> before() {
        return review.before();
    }

    /** Whether the revision asks with {@code -- migrate:require} for something of the table: somebody has thought of the rows that are there. */
    public boolean isRequired(Name table) {
        Pattern named = Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(table.name()) + "(?![\\w$])");
        return review.required().stream().anyMatch(query -> named.matcher(query).find());
    }

    /** What the statements behind this one of the same revision will do, in order. */
    public List<Seen> later() {
        return review.later();
    }

    /** Whether a later statement of the revision gives this name to another table: the old one was copied, and nothing is lost. */
    public boolean isReplaced(Name table) {
        return later().stream()
                .flatMap(seen -> seen.change().actions(Action.RenameTable.class))
                .anyMatch(rename -> rename.to().matches(table));
    }

    /** Where a part of the statement stands in the file; in Java, where its operation is called. */
    public SourceSpan at(@Nullable Span part) {
        if (part == null || review.subject().isJava()) {
            return place;
        }
        String text = statement.text();
        int from = Math.min(part.from(), text.length());
        int line = 0;
        int lineStart = 0;
        for (int i = 0; i < from; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int end = text.indexOf('\n', from);
        int to = Math.min(end < 0 ? text.length() : end, Math.max(from + 1, part.to()));
        int column = line == 0 ? statement.column() + from : from - lineStart + 1;
        return SourceSpan.of(place.file(), statement.line() + line, column, Math.max(1, to - from));
    }

    /** Reports something about the whole statement. */
    public Draft report(String message) {
        return report(null, message);
    }

    /** Reports something about a part of the statement. */
    public Draft report(@Nullable Span part, String message) {
        Draft draft = new Draft(rule, at(part), message, later());
        drafts.add(draft);
        return draft;
    }

    /**
     * Reports something that matters only where the table has rows that others use: nothing is said of a table that this run makes, and less of one
     * that the database says is small.
     */
    public Draft reportOnRows(Name table, @Nullable Span part, String message) {
        Draft draft = new Draft(rule, at(part), message, later()).onRowsOf(table);
        if (!isNew(table) && !review.settings().ignores(table)) {
            drafts.add(draft);
        }
        return draft;
    }

    /** A name as it can be pasted into a script: in quotes only where it needs them. */
    public String written(Name name) {
        return WrittenName.of(kind(), name);
    }

    /** The name of a column, a constraint or such as it can be pasted into a script. */
    public String written(String name) {
        return WrittenName.of(kind(), name);
    }

    /** Whether this run makes the column, or the whole table. */
    public boolean isNewColumn(Name table, String column) {
        return review.known().isNewColumn(table, column);
    }

    /**
     * A statement that has gone by.
     *
     * @param change what it did
     * @param line where it stands
     * @param wasNew whether the table that it changed was made by this run
     * @param text an ALTER TABLE as written; empty of all else, for a script may carry much
     */
    public record Seen(Change change, int line, boolean wasNew, String text) {

        Seen(Change change, Statement statement, boolean wasNew) {
            this(change, statement.line(), wasNew, change instanceof Change.AlterTable ? statement.text() : "");
        }
    }
}
