package dev.migrate.mojo;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bundle that a pipeline hands on: validates, then writes upgrade.sql, downgrade.sql, plan.json and
 * SHA256SUMS, and attaches them to the build as a zip with the classifier {@code migrations}. Example: {@code mvn
 * verify -Dmigrate.from=20240115_103000_a1b2c3d4}.
 */
@Mojo(name = "release", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ReleaseMojo extends MigrateMojo {

    /** Where the bundle begins; {@code base} without it. Example: {@code -Dmigrate.from=20240115_103000_a1b2c3d4}. */
    @Parameter(property = "migrate.from")
    private @Nullable String from;

    /** Where the bundle ends. Example: {@code -Dmigrate.to=20240301_090000_0badcafe}. */
    @Parameter(property = "migrate.to", defaultValue = "head")
    private String to;

    @Override
    void run(Invocation here) {
        // >>> the engine's use case: release
        throw new UnsupportedOperationException("release " + from + to);
    }
}
