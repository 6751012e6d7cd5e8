package dev.migrate.mojo;

import dev.migrate.command.GitCommit;
import dev.migrate.command.Workspace;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.engine.RunListener;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The databases of the chosen environment: its own, or those of its targets. */
final class Databases {

    private final Invocation here;
    private final RunListener listener;

    Databases(Invocation here, RunListener listener) {
        this.here = here;
        this.listener = listener;
    }

    /** What is done with one database. */
    @FunctionalInterface
    interface Work {
        void on(Workspace workspace);
    }

    /**
     * Does the work on each database in the order of the file, and stops at the first that fails; then secrets are wiped.
     *
     * @param target the one target that is meant; null for all
     */
    void each(@Nullable String target, Work work) {
        each(target, false, work);
    }

    /**
     * The same; with {@code reached} only once every one of several has been reached, so that a wrong password for the last changes
     * nothing on the first.
     */
    void each(@Nullable String target, boolean reached, Work work) {
        Environment environment = here.environment();
        try {
            List<Environment> meant = chosen(environment, target);
            if (reached && meant.size() > 1) {
                meant.forEach(one -> workspace(one).reach());
            }
            for (Environment one : meant) {
                work.on(workspace(one));
            }
        } finally {
            environment.clearSecrets();
        }
    }

    /** The environment itself where it has no targets, else those of them that are meant. */
    static List<Environment> chosen(Environment environment, @Nullable String target) {
        List<Environment> targets = environment.targets();
        if (target == null) {
            return targets.isEmpty() ? List.of(environment) : targets;
        }
        String name = environment.name() + "/" + target;
        List<Environment> meant =
                targets.stream().filter(t -> t.name().equals(name)).toList();
        if (meant.isEmpty()) {
            List<String> known = targets.stream()
                    .map(t -> t.name().substring(environment.name().length() + 1))
                    .toList();
            var unknown = Diagnostic.error(
                    "config/unknown-target",
                    "environment \"" + environment.name() + "\" has no target \"" + target + "\"");
            unknown = known.isEmpty()
                    ? unknown.note("it has no targets at all")
                    : unknown.note("it has " + String.join(", ", known)).help("-Dmigrate.target=" + known.get(0));
            var told = unknown;
            throw Nearest.of(target, known)
                    .map(near -> told.help("did you mean -Dmigrate.target=" + near + "?"))
                    .orElse(told)
                    .toException();
        }
        return meant;
    }

    Workspace workspace(Environment environment) {
        return new Workspace(here.folder(), environment, identity(), listener, here.compiler());
    }

    private RunIdentity identity() {
        return new RunIdentity(
                UUID.randomUUID().toString(),
                System.getProperty("user.name", "unknown"),
                host(),
                here.plugin().getVersion(),
                GitCommit.of(here.folder()).orElse(null));
    }

    /** The name that the shell or the build server gives the machine; asking the network may take seconds. */
    private static String host() {
        for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
