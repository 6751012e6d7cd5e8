package dev.migrate.lint.fix;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.List;

/** Goes through the statements with the rules, reports nothing, and keeps the safe forms that it knows. */
public final class Fixer implements Rule {

    private static final RuleFacts FACTS = RuleFacts.note("FIX", "safe-forms");

    private final List<Fix> fixes = new ArrayList<>();

    @Override
    public RuleFacts facts() {
        return FACTS;
    }

    @Override
    public void review(Sight sight) {
        if (sight.revision().isJava()) {
            return;
        }
        if (sight.kind() == DatabaseKind.POSTGRESQL) {
            new PostgresqlForms(sight).fix().ifPresent(fixes::add);
        } else if (sight.kind().isMysqlFamily()) {
            new MysqlForms(sight).fix().ifPresent(fixes::add);
        }
    }

    /** The safe forms of the statements that have gone by. */
    public List<Fix> fixes() {
        return List.copyOf(fixes);
    }
}
