package dev.migrate.command;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.Environment;
import dev.migrate.config.HookSettings;
import dev.migrate.config.ScriptSettings;
import dev.migrate.config.Setting;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An environment with another database in place of its own. Nothing in it is worth protecting, and hooks are left away: they may reach
 * beyond the database.
 */
record ScratchEnvironment(Environment origin, DatabaseSettings database) implements Environment {

    @Override
    public String name() {
        return origin.name();
    }

    @Override
    public boolean isProtected() {
        return false;
    }

    @Override
    public DatabaseKind kind() {
        return database.kind();
    }

    @Override
    public DatabaseSettings offline() {
        return database;
    }

    @Override
    public ScriptSettings scripts() {
        return origin.scripts();
    }

    @Override
    public HookSettings hooks() {
        return HookSettings.NONE;
    }

    @Override
    public @Nullable Map<String, String> placeholders() {
        return origin.placeholders();
    }

    @Override
    public List<Environment> targets() {
        return List.of();
    }

    @Override
    public List<Setting> settings() {
        return origin.settings();
    }
}
