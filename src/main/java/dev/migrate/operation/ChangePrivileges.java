package dev.migrate.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Privileges that are given or taken.
 *
 * @param isGrant given, or taken
 * @param privileges which, as written
 * @param table on which table or view; null where something else is named
 * @param object on what else, as written; null where a table is named
 * @param roles whose
 * @param withGrantOption whether those who got them may pass them on
 */
public record ChangePrivileges(
        boolean isGrant,
        String privileges,
        @Nullable ObjectName table,
        @Nullable String object,
        List<String> roles,
        boolean withGrantOption)
        implements Operation {

    /** Copies the roles. */
    public ChangePrivileges {
        roles = List.copyOf(roles);
    }

    @Override
    public Reversal reverse() {
        return new Reversal.By(new ChangePrivileges(!isGrant, privileges, table, object, roles, withGrantOption));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return (isGrant ? "grant(\"" : "revoke(\"") + privileges + "\")";
    }
}
