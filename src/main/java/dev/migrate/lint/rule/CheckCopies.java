package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/** A CHECK that is enforced while it is added: both copy the table (measured; MySQL has no CHECK that is enforced for new rows alone). */
public final class CheckCopies extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M109", "check-copies").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.CHECK);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        OnlineCosts.report(sight, costly, "adding a check that is enforced")
                .note("neither can add a check for new rows alone, as PostgreSQL does with NOT VALID")
                .rewrite(rewrite(sight, costly));
    }

    private static String rewrite(Sight sight, OnlineCosts.Costly costly) {
        Name table = costly.table();
        String condition = null;
        String name = table.name() + "_check";
        if (costly.action() instanceof Action.AddConstraint add) {
            ConstraintSpec check = add.constraint();
            condition = check.expression();
            name = check.name() == null ? name : check.name();
        } else if (costly.action() instanceof Action.AddColumn add) {
            String column = add.column().name();
            if (sight.kind() == dev.migrate.sql.DatabaseKind.MYSQL) {
                name = table.name() + "_" + column + "_check";
            }
            condition = add.column().checks().get(0);
        }
        String ghost = OnlineCosts.ghost(
                sight, table, OnlineCosts.text(sight, costly.action().span()));
        if (condition == null) {
            return ghost;
        }
        String column = costly.action() instanceof Action.AddColumn add
                ? "-- the column alone, at once:\nALTER TABLE " + sight.written(table) + " ADD COLUMN "
                        + OnlineCosts.text(sight, add.column().span())
                                .replaceFirst("(?is)\\s*(CONSTRAINT\\s+\\S+\\s+)?CHECK\\s*\\(.*", "")
                        + ", ALGORITHM=INSTANT;\n"
                : "";
        return column + "-- triggers that refuse what the check would refuse, for the rows to come:\n"
                + trigger(sight, table, name, "INSERT", condition) + "\n"
                + trigger(sight, table, name, "UPDATE", condition) + "\n"
                + ghost;
    }

    private static String trigger(Sight sight, Name table, String name, String event, String condition) {
        return "CREATE TRIGGER "
                + sight.written(name + "_" + event.substring(0, 1).toLowerCase(java.util.Locale.ROOT))
                + " BEFORE " + event + " ON " + sight.written(table) + " FOR EACH ROW BEGIN IF NOT ("
                + Rows.of(sight, table, condition, "NEW.") + ") THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '"
                + name.replace("'", "''")
                + "'; END IF; END;";
    }
}
