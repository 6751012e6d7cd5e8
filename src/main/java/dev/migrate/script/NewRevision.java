package dev.migrate.script;

import java.time.ZonedDateTime;
import java.util.List;

/**
 * A revision that is to be written.
 *
 * @param id its id
 * @param title what it does, in a line
 * @param parents the ids it revises
 * @param labels its branch labels
 * @param dependsOn ids or labels it depends on
 * @param replaces ids it stands for
 * @param created when, in the zone that names and headers are written in
 */
public record NewRevision(
        String id,
        String title,
        List<String> parents,
        List<String> labels,
        List<String> dependsOn,
        List<String> replaces,
        ZonedDateTime created) {

    /** Copies the lists; the title becomes one line. */
    public NewRevision {
        title = title.strip().replaceAll("\\s+", " ");
        parents = List.copyOf(parents);
        labels = List.copyOf(labels);
        dependsOn = List.copyOf(dependsOn);
        replaces = List.copyOf(replaces);
    }
}
