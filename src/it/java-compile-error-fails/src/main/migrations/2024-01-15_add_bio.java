/*
 * add a biography
 *
 * revision: 20240115_103000_a1b2c3d4
 * revises:
 */
import static dev.migrate.Columns.*;

import dev.migrate.Migration;
import dev.migrate.Operations;

class AddBio implements Migration {
    @Override
    public void upgrade(Operations op) {
        op.addColunm("users", column("bio", text()));
    }
}
