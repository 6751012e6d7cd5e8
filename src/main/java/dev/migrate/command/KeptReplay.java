package dev.migrate.command;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.diff.Blueprint;
import dev.migrate.revision.Revision;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.script.JavaScript;
import dev.migrate.script.Section;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a project's revisions make of an empty database, kept from one replay to the next: by the texts of all scripts, the server, and whatever else
 * they are run with. A revision in Java may do anything, and so may a statement that runs code of its own: what such revisions make is never kept.
 */
final class KeptReplay {

    /** Statements that may do something else at another time. */
    private static final Set<String> OPEN =
            Set.of("DO", "CALL", "SELECT", "WITH", "EXECUTE", "PREPARE", "EXEC", "BEGIN", "HANDLER", "VALUES");

    private static final Pattern MAY_BE_OPEN =
            Pattern.compile("(?im)(?:^|;|\\*/)[\\s(]*(?:" + String.join("|", OPEN) + ")\\b");

    /** Such calls, which pg_dump writes, do the same every time. */
    private static final Pattern SETTING = Pattern.compile("(?is)SELECT\\s+pg_catalog\\.set(?:_config|val)\\s*\\(.*");

    private final Workspace workspace;
    private final ModelCache cache;

    KeptReplay(Workspace workspace) {
        this.workspace = workspace;
        this.cache = new ModelCache(workspace.project());
    }

    /** By what it is kept; empty where it cannot be told before they are run. */
    Optional<String> key(Collection<Revision> revisions, Present present) {
        List<String> parts = new ArrayList<>();
        for (Revision revision : revisions) {
            Optional<String> text = text(revision, present.server().kind());
            if (text.isEmpty()) {
                return Optional.empty();
            }
            parts.add(text.get());
        }
        DatabaseSettings settings = workspace.environment().offline();
        parts.add(present.server().toString());
        parts.add(String.valueOf(present.naming(List.of()).home()));
        parts.add(workspace.identity().pluginVersion());
        parts.add(settings.schemas().toString());
        parts.add(settings.versionTable() + " " + settings.versionTableSchema());
        parts.add(settings.transaction() + " " + settings.user());
        Map<String, String> placeholders = workspace.environment().placeholders();
        parts.add(placeholders == null ? "" : new TreeMap<>(placeholders).toString());
        for (var object : present.schema().objects()) {
            if (object.kind() == ObjectKind.DATABASE || object.kind() == ObjectKind.EXTENSION) {
                parts.add(object.toString());
            }
        }
        return Optional.of(ModelCache.key(parts));
    }

    Optional<Schema> made(String key) {
        return cache.made(key);
    }

    void keep(String key, Schema made) {
        cache.keepMade(key, made);
    }

    Optional<Blueprint> whole(String key) {
        return cache.whole(key);
    }

    void keepWhole(String key, Blueprint made) {
        cache.keepWhole(key, made);
    }

    private static Optional<String> text(Revision revision, DatabaseKind kind) {
        if (JavaScript.isJava(revision.file())) {
            return Optional.empty();
        }
        String text;
        try {
            text = Files.readString(revision.file());
        } catch (IOException e) {
            // who runs it says so
            return Optional.empty();
        }
        return MAY_BE_OPEN.matcher(text).find() && isOpen(revision, kind) ? Optional.empty() : Optional.of(text);
    }

    private static boolean isOpen(Revision revision, DatabaseKind kind) {
        SqlScript script = SqlScript.of(revision);
        Section section = script.section(SectionKind.UPGRADE, kind).orElse(null);
        if (section == null) {
            return false;
        }
        try (Reader text = script.open(section)) {
            var scanner = new SqlScanner(kind, text, revision.file(), section.markerLine());
            for (var statement = scanner.next(); statement != null; statement = scanner.next()) {
                var copied = statement.copyData();
                if (copied != null) {
                    copied.transferTo(Writer.nullWriter());
                }
                List<String> words = statement.keywords().stream()
                        .filter(word -> !word.equals("("))
                        .toList();
                if (!words.isEmpty()
                        && OPEN.contains(words.get(0))
                        && !SETTING.matcher(statement.text()).matches()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
