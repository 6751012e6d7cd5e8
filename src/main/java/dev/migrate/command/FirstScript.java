package dev.migrate.command;

import dev.migrate.script.NewRevision;
import dev.migrate.script.RevisionId;
import dev.migrate.script.ScriptName;
import dev.migrate.script.ScriptTemplate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The example revision of {@code init}, which runs on every database.
 *
 * @param name the file's name
 * @param text its text
 */
record FirstScript(String name, String text) {

    private static final int LONGEST_SLUG = 40;

    static FirstScript at(Clock clock) {
        Instant now = clock.instant();
        var revision = new NewRevision(
                RevisionId.next(now, ZoneOffset.UTC, UUID.randomUUID()),
                "create notes table",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                now.atZone(ZoneOffset.UTC));
        var template = new ScriptTemplate(
                "init",
                "the example of init",
                "sql",
                "-- ${header}\n\n-- migrate:upgrade\n" + InitTemplate.exampleUpgrade()
                        + "\n-- migrate:downgrade\nDROP TABLE notes;\n");
        String name = ScriptName.of(ScriptName.SQL_TEMPLATE, revision, LONGEST_SLUG);
        return new FirstScript(name + ".sql", template.text(revision));
    }
}
