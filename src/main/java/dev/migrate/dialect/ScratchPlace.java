package dev.migrate.dialect;

import dev.migrate.config.DatabaseSettings;
import java.util.List;

/** An empty database made for a while. Closing it drops it; nothing that can go wrong then is thrown. */
public interface ScratchPlace extends AutoCloseable {

    /** How to reach it. */
    DatabaseSettings settings();

    /** What is not as in the database that it stands for, a sentence each. */
    List<String> notes();

    @Override
    void close();
}
