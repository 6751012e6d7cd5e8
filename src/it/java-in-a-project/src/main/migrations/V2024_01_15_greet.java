/*
 * greet with the project's own words
 *
 * revision: 20240115_103000_a1b2c3d4
 * revises:
 */
import static dev.migrate.Columns.*;

import com.acme.Rules;
import dev.migrate.Migration;
import dev.migrate.Operations;

class Greet implements Migration {
    @Override
    public void upgrade(Operations op) {
        op.createTable("greetings", column("word", text()));
        op.execute("INSERT INTO greetings VALUES (?)", Rules.greeting());
    }

    @Override
    public void downgrade(Operations op) {
        op.dropTable("greetings");
    }
}
