package dev.migrate.command;

import dev.migrate.compile.RevisionCompiler;
import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.Environment;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.dialect.sqlite.SqliteDialect;
import dev.migrate.engine.Run;
import dev.migrate.engine.RunContext;
import dev.migrate.engine.RunListener;
import dev.migrate.sql.DatabaseKind;
import java.nio.file.Path;
import java.util.List;

/**
 * What the goals that know databases work with: a project, one of its environments or targets, and who is running.
 *
 * @param project the project's folder
 * @param environment the environment, or one target of it
 * @param identity who runs
 * @param listener is told what a run does
 * @param compiler compiles revisions in Java
 */
public record Workspace(
        Path project, Environment environment, RunIdentity identity, RunListener listener, RevisionCompiler compiler) {

    /** A workspace whose Java revisions use nothing of the project. */
    public Workspace(Path project, Environment environment, RunIdentity identity, RunListener listener) {
        this(project, environment, identity, listener, RevisionCompiler.of(project, List::of));
    }

    /** The dialects, listed once. */
    public static Dialects dialects() {
        return new Dialects(List.of(
                new PostgresqlDialect(),
                new MysqlDialect(DatabaseKind.MYSQL),
                new MysqlDialect(DatabaseKind.MARIADB),
                new SqliteDialect()));
    }

    /** The project's scripts. */
    public ProjectScripts scripts() {
        return new ProjectScripts(project, environment.scripts());
    }

    /** Finds out whether the database can be reached. */
    public void reach() {
        look().close();
    }

    /**
     * The kind of the database: what its url says, but for one of the MySQL family, which is asked, since MariaDB is
     * reached by MySQL's urls too and runs other sections of a script.
     */
    public DatabaseKind serverKind() {
        DatabaseKind kind = environment.database().kind();
        if (!kind.isMysqlFamily()) {
            return kind;
        }
        try (Run run = look()) {
            return run.session().kind();
        }
    }

    /** Opens a session for a goal that only looks. */
    Run look() {
        return Run.open(context(environment.database(), false));
    }

    /** Opens a session for work on a scratch database, where nobody else is. */
    Run open() {
        return Run.open(context(environment.database(), true));
    }

    /** Opens a session for a goal that changes the database, and takes the lock. */
    Run locked() {
        Run run = Run.open(context(environment.database(), true));
        try {
            run.lock();
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** What an offline script is written with. */
    RunContext offline() {
        return context(environment.offline(), false);
    }

    private RunContext context(DatabaseSettings settings, boolean writes) {
        return new RunContext(
                settings,
                dialects(),
                identity,
                environment.hooks(),
                environment.placeholders(),
                project,
                compiler,
                listener,
                writes);
    }
}
