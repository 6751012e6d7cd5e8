package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.ColumnSpec;
import java.util.List;

/** char(n) and varchar(n), where text with a check does the same (PostgreSQL 18 documentation, Character Types). */
public final class LimitedText implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("T103", "limited-text").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        ColumnsAdded added = ColumnsAdded.of(sight.change());
        List<ColumnSpec> limited = added.of("varchar", "char").stream()
                .filter(c ->
                        c.is("char") || c.type() != null && c.type().number(0).isPresent())
                .toList();
        if (limited.isEmpty()) {
            return;
        }
        ColumnSpec first = limited.get(0);
        String name = sight.written(first.name());
        String length = first.type() == null || first.type().number(0).isEmpty()
                ? "1"
                : Integer.toString(first.type().number(0).getAsInt());
        var draft = sight.report(
                first.span(),
                added.named(limited) + ColumnsAdded.verb(limited, " has a length", " have lengths") + " in the type");
        if (limited.stream().anyMatch(c -> c.is("char"))) {
            draft.note("char(n) fills up with blanks, which count in some comparisons and not in others");
        }
        draft.note("PostgreSQL stores text in the same way and no slower; a check can be changed without a lock"
                        + " that anybody notices, a shorter length in the type cannot")
                .rewrite(name + " text CHECK (length(" + name + ") <= " + length + ")");
    }
}
