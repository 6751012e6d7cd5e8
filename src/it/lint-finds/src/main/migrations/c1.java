/*
 * another index
 *
 * revision: c1
 * revises: b1
 */
import dev.migrate.*;

class AnotherIndex implements Migration {
    @Override
    public void upgrade(Operations op) {
        // lint:allow P113 nobody writes to the table at night
        op.createIndex("ix_users_id_email", "users", "id", "email");
    }
}
