package dev.migrate.command;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.dialect.ScratchPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scratch database on a server of the plugin's own class path, which ends with it.
 *
 * @param server the server
 * @param place the database on it
 */
record InProcessPlace(InProcessServer server, ScratchPlace place) implements ScratchPlace {

    /** Starts the server and makes a database on it; empty where there is no server for that kind of database. */
    static Optional<ScratchPlace> start(Workspace workspace, ClassLoader classes) {
        return InProcessServer.start(workspace, classes).map(server -> {
            try {
                DatabaseSettings settings = server.settings();
                return new InProcessPlace(
                        server,
                        Workspace.dialects().of(settings.kind()).makeScratch(settings, workspace.identity()));
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        });
    }

    @Override
    public DatabaseSettings settings() {
        return place.settings();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(place.notes());
        notes.add("scripts are tried out on the server that " + server.title()
                + " brings, which may be of another version than the environment's own");
        return notes;
    }

    @Override
    public void close() {
        place.close();
        server.close();
    }
}
