package dev.migrate.model;

import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps providers silent, and away from the project's own logging: its {@code logback.xml} would open the application's log files. What
 * it changes is as it was afterwards.
 */
final class QuietProvider {

    private static final String QUIET_LOGBACK = "quiet-logback.xml";

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    /** Held, since a logger that nobody holds forgets its level. */
    private final List<Logger> loggers = new ArrayList<>();

    private final List<@Nullable Level> levels = new ArrayList<>();

    /** Does something in silence. */
    static <T> T during(Supplier<T> work) {
        var quiet = new QuietProvider();
        try {
            return work.get();
        } finally {
            quiet.end();
        }
    }

    private QuietProvider() {
        set("org.jboss.logging.provider", "jdk");
        URL logback = QuietProvider.class.getResource(QUIET_LOGBACK);
        if (logback != null) {
            set("logback.configurationFile", logback.toString());
        }
        set("log4j2.level", "OFF");
        for (String name : List.of("org.hibernate", "org.eclipse.persistence", "org.jboss")) {
            Logger logger = Logger.getLogger(name);
            loggers.add(logger);
            levels.add(logger.getLevel());
            logger.setLevel(Level.OFF);
        }
    }

    private void set(String property, String value) {
        before.put(property, System.getProperty(property));
        System.setProperty(property, value);
    }

    private void end() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        for (int i = 0; i < loggers.size(); i++) {
            loggers.get(i).setLevel(levels.get(i));
        }
    }
}
