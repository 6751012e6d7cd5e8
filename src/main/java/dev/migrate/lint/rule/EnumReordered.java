package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.online.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An ENUM or SET whose values change other than by new ones at the end: the number of a value is what the rows hold (MySQL 8.0 manual, 15.12.1). */
public final class EnumReordered extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M110", "enum-reordered").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.ENUM);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        Action.Redefine redefine = (Action.Redefine) costly.action();
        Name table = costly.table();
        List<String> before = sight.known()
                .column(table, redefine.from())
                .map(column -> column.type().arguments())
                .orElse(List.of());
        List<String> now = redefine.column().type().arguments();
        List<String> appended = new ArrayList<>(before);
        now.stream().filter(value -> !appended.contains(value)).forEach(appended::add);
        if (!now.containsAll(before)) {
            // that is another rule's
            return;
        }
        OnlineCosts.report(sight, costly, "giving \"" + redefine.from() + "\" values other than new ones at the end")
                .note("new values at the end are added at once (ALGORITHM=INSTANT), as long as a value takes as many"
                        + " bytes as before: one up to 255 values of an ENUM, and for every 8 of a SET")
                .rewrite(
                        "ALTER TABLE " + sight.written(table) + " MODIFY COLUMN " + sight.written(redefine.from()) + " "
                                + redefine.column().type().name() + "(" + String.join(", ", appended) + ")"
                                + (redefine.column().notNull() ? " NOT NULL" : "")
                                + (redefine.column().defaultValue() == null
                                        ? ""
                                        : " DEFAULT " + redefine.column().defaultValue())
                                + (sight.known()
                                                .column(table, redefine.from())
                                                .map(old -> old.notNull()
                                                        == redefine.column().notNull())
                                                .orElse(true)
                                        ? ", ALGORITHM=INSTANT;"
                                        : ", ALGORITHM=INPLACE, LOCK=NONE;"));
    }
}
