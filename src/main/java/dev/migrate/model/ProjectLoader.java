package dev.migrate.model;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Loads the project's classes and dependencies, and nothing of the plugin or of Maven. */
final class ProjectLoader extends URLClassLoader {

    /** Rows that Hibernate would write behind the schema; only from version 6 on it can be told not to. */
    private static final String IMPORT = "import.sql";

    ProjectLoader(URL[] urls) {
        super("the project", urls, getPlatformClassLoader());
    }

    @Override
    public @Nullable URL findResource(String name) {
        return isHidden(name) ? null : super.findResource(name);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        return isHidden(name) ? Collections.emptyEnumeration() : super.findResources(name);
    }

    private static boolean isHidden(String name) {
        return name.equals(IMPORT) || name.equals("/" + IMPORT);
    }
}
