package dev.migrate.lint.fix;

import dev.migrate.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The safe form of a statement.
 *
 * @param revision the id of the revision that it stands in
 * @param rules the rules whose findings it settles
 * @param statement the statement as it stands
 * @param pieces the statements that stand in its place, in order and without their terminators; directives may stand on lines above them
 * @param undo what takes them back where the revision's downgrade does not; null where nothing has to
 * @param apart whether they run by themselves, outside of a transaction
 */
public record Fix(
        String revision,
        Set<String> rules,
        Statement statement,
        List<String> pieces,
        @Nullable String undo,
        boolean apart) {

    /** Copies. */
    public Fix {
        rules = Set.copyOf(rules);
        pieces = List.copyOf(pieces);
    }
}
