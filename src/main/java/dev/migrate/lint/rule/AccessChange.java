package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.sql.Token;
import java.util.Locale;

/**
 * Rights that are taken away or given to everybody, another owner, and functions with their owner's rights that trust
 * the caller's search_path.
 */
public final class AccessChange implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P139", "access-change").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        Change change = sight.change();
        if (change instanceof Change.Privilege privilege && !privilege.verb().equals("grant")) {
            sight.report(
                            privilege.verb().equals("revoke")
                                    ? "what is revoked here may be what the running application lives on"
                                    : "from here on each new object has other rights than those before it")
                    .rewrite("-- see who has it before: \\dp in psql, or\n"
                            + "SELECT grantee, table_schema, table_name, privilege_type FROM"
                            + " information_schema.role_table_grants;");
        } else if (change instanceof Change.Privilege && isToPublic(sight)) {
            sight.report("every role of the database gets this right, those too that are made later")
                    .rewrite(sight.statement().text().replaceFirst("(?i)\\bTO\\s+PUBLIC\\b", "TO app")
                            + ";  -- the role that needs it");
        } else if (change instanceof Change.CreateRoutine routine
                && routine.securityDefiner()
                && !routine.setsSearchPath()) {
            sight.report("\"" + routine.name()
                            + "\" runs with its owner's rights and looks for what it names where its caller says")
                    .note("who can make an object in a schema of the search_path can have his own code run by the"
                            + " owner (documentation of CREATE FUNCTION, \"Writing SECURITY DEFINER Functions"
                            + " Safely\")")
                    .rewrite(sight.statement()
                                    .text()
                                    .replaceFirst(
                                            "(?i)\\bSECURITY\\s+DEFINER\\b",
                                            "SECURITY DEFINER SET search_path = pg_catalog, pg_temp")
                            + ";");
        } else if (change instanceof Change.ChangeOwner owner
                && !sight.known().isNewObject(owner.kind(), owner.name())) {
            sight.report("the " + owner.kind() + " gets another owner, who alone may change and drop it")
                    .rewrite("-- the roles that use it need their rights from the new owner: \\dp in psql shows them");
        }
        change.actions(Action.SetOwner.class)
                .filter(set -> !sight.isNew(change.onTable().orElseThrow()))
                .forEach(set -> sight.report(
                                set.span(),
                                "the table gets another owner, who alone may change and drop it, and whom"
                                        + " row-level security passes by")
                        .rewrite("-- the roles that use it need their rights from the new owner: \\dp in psql"
                                + " shows them"));
    }

    private static boolean isToPublic(Sight sight) {
        boolean to = false;
        for (Token token : Token.of(POSTGRESQL, sight.statement().text())) {
            if (to
                    && token.sort() == Token.Sort.WORD
                    && token.text().toLowerCase(Locale.ROOT).equals("public")) {
                return true;
            }
            to |= token.is("TO");
        }
        return false;
    }
}
