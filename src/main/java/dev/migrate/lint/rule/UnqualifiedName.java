package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;

/** A table without its schema: which one it is, search_path says; silent until somebody asks for it. */
public final class UnqualifiedName implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("T107", "unqualified-name").on(POSTGRESQL).optIn();
    }

    @Override
    public void review(Sight sight) {
        Name table = sight.change().onTable().orElse(null);
        if (table == null
                || table.schema() != null
                || sight.change() instanceof Change.CreateTable create && create.temporary()) {
            return;
        }
        sight.report("\"" + table + "\" stands without its schema")
                .note("search_path, which differs between users and connections, says which table it is")
                .rewrite("public." + sight.written(table));
    }
}
