package dev.migrate.alembic;

import dev.migrate.command.MoveCommand;
import dev.migrate.command.Scratch;
import dev.migrate.command.StampCommand;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.List;

/** The plugin's goals on a project and an SQLite file of its own. */
final class Goals implements AutoCloseable {

    private final TestDatabase database = TestServer.SQLITE.create();
    private final Scratch scratch;

    Goals(Path project) {
        scratch = new Scratch(project, database);
        database.execute("CREATE TABLE ran (seq INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT)");
    }

    /** What a command did, as the database tells it. */
    Answer run(Command command) {
        database.execute("DELETE FROM ran");
        try {
            switch (command.verb()) {
                case UPGRADE -> move(Direction.UPGRADE, command);
                case DOWNGRADE -> move(Direction.DOWNGRADE, command);
                case STAMP ->
                    new StampCommand()
                            .run(
                                    scratch.workspace(),
                                    new StampCommand.Request(command.target(), command.purge(), null));
                default -> throw new IllegalArgumentException(command.toString());
            }
            return Answer.moved(rows(), database.rows("SELECT what FROM ran ORDER BY seq"));
        } catch (MigrateException refused) {
            var first = refused.diagnostics().get(0);
            return Answer.refused(first.code() + ": " + first.message(), rows());
        }
    }

    private void move(Direction direction, Command command) {
        var request = new MoveCommand.Request(command.target(), MoveCommand.Mode.RUN, null, null, null, false);
        new MoveCommand(direction).run(scratch.workspace(), request);
    }

    private List<String> rows() {
        boolean none = database.rows("SELECT name FROM sqlite_master WHERE name = 'migrate_version'")
                .isEmpty();
        return none ? List.of() : database.rows("SELECT version_num FROM migrate_version ORDER BY 1");
    }

    @Override
    public void close() {
        database.close();
    }
}
