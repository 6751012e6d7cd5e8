package dev.migrate.operation;

import dev.migrate.PrivilegeChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Privileges on the way. */
final class PrivilegeDraft extends Draft implements PrivilegeChange {

    private final boolean grant;
    private final String privileges;
    private @Nullable ObjectName table;
    private @Nullable String object;
    private List<String> roles = List.of();
    private boolean grantOption;

    PrivilegeDraft(boolean grant, String privileges) {
        this.grant = grant;
        this.privileges = privileges;
    }

    @Override
    Operation operation() {
        var operation = new ChangePrivileges(grant, privileges, table, object, roles, grantOption);
        if (table == null && object == null || roles.isEmpty()) {
            throw incomplete(operation.call(), "on what and whose", operation.call() + ".on(\"users\").to(\"app\")");
        }
        return operation;
    }

    @Override
    public PrivilegeChange on(String name) {
        open();
        table = ObjectName.parse(name);
        object = null;
        return this;
    }

    @Override
    public PrivilegeChange onObject(String sql) {
        open();
        object = sql;
        table = null;
        return this;
    }

    @Override
    public PrivilegeChange to(String... names) {
        open();
        roles = List.of(names);
        return this;
    }

    @Override
    public PrivilegeChange from(String... names) {
        open();
        roles = List.of(names);
        return this;
    }

    @Override
    public PrivilegeChange withGrantOption() {
        open();
        grantOption = true;
        return this;
    }
}
