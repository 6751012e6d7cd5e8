package dev.migrate.dialect.sqlite;

import dev.migrate.Constraint;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that a table's text has without a name. The servers name such ones themselves; SQLite does not, so it is found by what it
 * says.
 */
record UnnamedConstraint(Constraint constraint) {

    /** Takes it out of a table's elements; false where it is not among them. */
    boolean leave(List<DefinitionText.Element> elements) {
        if (elements.removeIf(element -> !element.isColumn() && element.name().isEmpty() && isSaidBy(element))) {
            return true;
        }
        for (int i = 0; i < elements.size(); i++) {
            DefinitionText.Element element = elements.get(i);
            SqliteColumnText.Kind kind = kind();
            if (element.isColumn() && kind != null) {
                SqliteColumnText text = new SqliteColumnText(element);
                if (text.removeUnnamed(kind, clause -> isSaidBy(element.name(), clause))) {
                    elements.set(i, text.element());
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSaidBy(DefinitionText.Element element) {
        if (constraint instanceof Constraint.Unique key) {
            return element.isA("UNIQUE") && same(element.columns(), key.columns());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return element.isA("FOREIGN", "KEY") && same(element.columns(), key.columns());
        }
        return constraint instanceof Constraint.Check check
                && element.isA("CHECK")
                && same(words(element.text()), words("CHECK (" + check.expression() + ")"));
    }

    /** Whether a clause of a column says it. */
    private boolean isSaidBy(String column, String clause) {
        if (constraint instanceof Constraint.Unique key) {
            return same(List.of(column), key.columns());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return same(List.of(column), key.columns());
        }
        return constraint instanceof Constraint.Check check
                && same(words(clause), words("CHECK (" + check.expression() + ")"));
    }

    private SqliteColumnText.@Nullable Kind kind() {
        if (constraint instanceof Constraint.Unique) {
            return SqliteColumnText.Kind.UNIQUE;
        }
        if (constraint instanceof Constraint.ForeignKey) {
            return SqliteColumnText.Kind.REFERENCES;
        }
        return constraint instanceof Constraint.Check ? SqliteColumnText.Kind.CHECK : null;
    }

    private static List<String> words(String text) {
        return Tokens.of(DatabaseKind.SQLITE, text).stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .map(token -> token.isName() ? token.name() : token.text())
                .toList();
    }

    private static boolean same(List<String> some, List<String> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).equalsIgnoreCase(others.get(i))) {
                return false;
            }
        }
        return true;
    }
}
