package dev.migrate.config;

import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One environment, or one target of it, with every setting resolved as late as it is needed. */
public interface Environment {

    /** Its name: {@code prod}, or {@code prod/eu} for a target. */
    String name();

    /** Whether destructive goals need {@code -Dmigrate.confirm}. */
    boolean isProtected();

    /** The database of offline SQL, told without expanding secrets or connecting. */
    DatabaseKind kind();

    /** How to reach the database: expands variables and asks for credentials, so only for goals that connect. */
    DatabaseSettings database();

    /** The empty database that {@code shadow_url} names, to try scripts out on; empty where none is named. */
    default Optional<DatabaseSettings> shadow() {
        return Optional.empty();
    }

    /** The same without a way to get there: for SQL that is written without a database, so no variable of the url need be set. */
    DatabaseSettings offline();

    /** Where scripts are. */
    ScriptSettings scripts();

    /** What is said of the project's entities. */
    default ModelSettings model() {
        return ModelSettings.NONE;
    }

    /** How a model and the database are compared. */
    default AutogenerateSettings autogenerate() {
        return AutogenerateSettings.DEFAULT;
    }

    /** What an upgrade does about a database that has been changed by hand. */
    default DriftMode drift() {
        return DriftMode.OFF;
    }

    /** How revisions are reviewed. */
    default LintSettings lint() {
        return LintSettings.DEFAULT;
    }

    /** What runs besides. */
    HookSettings hooks();

    /** Values for {@code ${name}} in scripts, or null where placeholders are off. */
    @Nullable
    Map<String, String> placeholders();

    /** The targets of this environment, in the file's order; empty when it is a single database. */
    List<Environment> targets();

    /** Every setting with its value and origin. */
    List<Setting> settings();

    /**
     * Overwrites the passwords that were handed out, once nobody connects any more: a daemon's memory outlives the
     * run.
     */
    default void clearSecrets() {}
}
