package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.ColumnSpec;
import java.util.List;

/** timestamp without time zone, whose values are no moments (PostgreSQL 18 documentation, Date/Time Types). */
public final class TimestampWithoutZone implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("T104", "timestamp-without-time-zone").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        ColumnsAdded added = ColumnsAdded.of(sight.change());
        List<ColumnSpec> zoneless = added.of("timestamp");
        if (zoneless.isEmpty()) {
            return;
        }
        ColumnSpec first = zoneless.get(0);
        String precision = first.type() == null || first.type().number(0).isEmpty()
                ? ""
                : "(" + first.type().number(0).getAsInt() + ")";
        sight.report(
                        first.span(),
                        added.named(zoneless) + ColumnsAdded.verb(zoneless, " has", " have")
                                + " the type timestamp, which says no moment")
                .note("what now() writes there is the local time of whoever writes, and readers elsewhere take it"
                        + " for theirs")
                .note("timestamptz takes the same 8 bytes")
                .rewrite(sight.written(first.name()) + " timestamptz" + precision);
    }
}
