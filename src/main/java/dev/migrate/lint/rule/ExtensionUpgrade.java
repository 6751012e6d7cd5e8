package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/**
 * ALTER EXTENSION … UPDATE beside other statements: it runs a script of the extension's, which may lock or write
 * tables anew.
 */
public final class ExtensionUpgrade implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P140", "extension-upgrade").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Extension extension)
                || !extension.verb().equals("update")) {
            return;
        }
        boolean first = sight.before().isEmpty();
        var draft = sight.report("the new version of \"" + extension.name()
                        + "\" runs a script of its own within this transaction, and its locks are held to the end")
                .note("what it does to types and tables stands in the extension's release notes alone")
                .rewrite("-- in a revision of its own\n" + sight.statement().text() + ";");
        if (first) {
            draft.unless(java.util.List::isEmpty);
        }
    }
}
