package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.HookSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Stamp;
import dev.migrate.revision.RandomRevisions;
import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Commands by chance on one project and its database, each checked against what sets of ids say. */
final class CommandSequence {

    private final Scratch scratch;
    private final Random random;
    private final CommandModel model = new CommandModel();
    /** MySQL and MariaDB commit before DDL, so a failed run keeps the revisions before the one that failed. */
    private final boolean keepsWhatWasDone;

    private final List<String> typed = new ArrayList<>();
    private int written;
    private int moved;

    CommandSequence(Scratch scratch, int size, Random random) {
        this.scratch = scratch;
        this.random = random;
        this.keepsWhatWasDone = scratch.database.kind().isMysqlFamily();
        RandomRevisions.of(size, random).forEach(this::write);
    }

    /** What a command may change. */
    private record State(Set<String> rows, Set<String> tables, List<String> history, Map<String, String> files) {}

    /** How many runs changed something. */
    int moved() {
        return moved;
    }

    void next() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> move(Direction.UPGRADE);
            case 5, 6, 7, 8 -> move(Direction.DOWNGRADE);
            case 9 -> stamp();
            default -> newScript();
        }
    }

    private void move(Direction direction) {
        String target = target();
        boolean dependents = random.nextBoolean();
        typed.add(direction.word() + " " + target + (dependents ? " with dependents" : ""));
        State before = state(scratch.database);
        Set<String> applied = model.behind(before.rows());
        var request = new MoveCommand.Request(target, MoveCommand.Mode.RUN, null, null, null, dependents);
        var dry = new MoveCommand.Request(target, MoveCommand.Mode.DRY_RUN, null, "dry.sql", null, dependents);
        Offline offline = offline(direction, dry, before);
        try {
            Plan plan =
                    new MoveCommand(direction).run(scratch.workspace(), request).plan();
            State after = state(scratch.database);
            checkMove(direction, plan, before, applied, after);
            checkTarget(direction, target, applied, model.behind(after.rows()));
            checkOffline(offline, after);
            moved += plan.isEmpty() ? 0 : 1;
        } catch (MigrateException refused) {
            State after = state(scratch.database);
            String code = refused.diagnostics().get(0).code();
            if (code.equals("run/statement-failed")) {
                checkFailure(direction, before, applied, after);
            } else {
                assertThat(code).as("%s; the dry run", typed).isEqualTo(offline.refusal());
                assertThat(after).as("refused %s: %s", code, typed).isEqualTo(before);
            }
            checkRefusal(direction, target, applied, code);
            checkOffline(offline, after);
        }
    }

    /** A plan's steps are those between, in order, and leave rows, tables and history that say so. */
    private void checkMove(Direction direction, Plan plan, State before, Set<String> applied, State after) {
        List<String> ids =
                plan.steps().stream().map(step -> step.revision().id()).toList();
        var upward = new ArrayList<>(ids);
        Set<String> expected = new TreeSet<>(applied);
        Set<String> tables = new TreeSet<>(before.tables());
        var history = new ArrayList<>(before.history());
        if (direction == Direction.UPGRADE) {
            assertThat(model.isOrder(applied, upward)).as("%s: %s", typed, ids).isTrue();
            expected.addAll(ids);
            ids.forEach(id -> tables.add(CommandModel.table(id)));
        } else {
            assertThat(applied).as("%s", typed).containsAll(ids);
            expected.removeAll(ids);
            java.util.Collections.reverse(upward);
            assertThat(model.isOrder(expected, upward)).as("%s: %s", typed, ids).isTrue();
            ids.forEach(id -> tables.remove(CommandModel.table(id)));
        }
        ids.forEach(id -> history.add(id + "|" + direction.word() + "|success"));
        assertThat(after).as("%s", typed).isEqualTo(new State(model.ends(expected), tables, history, before.files()));
        assertThat(plan.to().rows()).as("%s", typed).containsExactlyElementsOf(after.rows());
    }

    /** What plain targets mean, by the sets alone. */
    private void checkTarget(Direction direction, String target, Set<String> applied, Set<String> now) {
        Set<String> expected = new TreeSet<>(applied);
        if (direction == Direction.UPGRADE) {
            if (target.equals("heads")) {
                expected.addAll(model.ids());
            } else if (model.ids().contains(target)) {
                expected.addAll(model.behind(List.of(target)));
            } else {
                return;
            }
        } else if (target.equals("base")) {
            expected.clear();
        } else if (model.ids().contains(target)) {
            expected.removeAll(model.ahead(model.children(target)));
        } else {
            return;
        }
        assertThat(now).as("%s", typed).isEqualTo(expected);
    }

    /** A plain target that can be reached is not refused. */
    private void checkRefusal(Direction direction, String target, Set<String> applied, String code) {
        if (code.equals("run/statement-failed")) {
            return;
        }
        if (code.equals("script/no-downgrade")) {
            assertThat(direction).as("%s", typed).isEqualTo(Direction.DOWNGRADE);
            assertThat(applied).as("%s", typed).anyMatch(id -> model.script(id).oneWay());
            return;
        }
        boolean known = model.ids().contains(target);
        if (direction == Direction.UPGRADE) {
            assertThat(target).as("%s: %s", typed, code).isNotEqualTo("heads");
            if (known) {
                assertThat(code).as("%s", typed).isEqualTo("plan/behind");
                assertThat(applied).as("%s", typed).contains(target).containsAnyElementsOf(model.children(target));
            }
        } else {
            assertThat(target).as("%s: %s", typed, code).isNotEqualTo("base");
            if (known) {
                assertThat(code).as("%s", typed).isEqualTo("plan/ahead");
                assertThat(applied).as("%s", typed).doesNotContain(target);
            }
        }
    }

    /** A failed run changed nothing, or, where DDL commits, did whole revisions in order up to the one that failed. */
    private void checkFailure(Direction direction, State before, Set<String> applied, State after) {
        if (!keepsWhatWasDone) {
            assertThat(after).as("failed: %s", typed).isEqualTo(before);
            return;
        }
        Set<String> now = model.behind(after.rows());
        assertThat(after.rows()).as("failed: %s", typed).isEqualTo(model.ends(now));
        assertThat(after.files()).isEqualTo(before.files());
        List<String> done =
                after.history().subList(before.history().size(), after.history().size());
        var expected = new TreeSet<>(applied);
        var tables = new TreeSet<>(before.tables());
        for (String line : done) {
            String id = line.split("\\|")[0];
            assertThat(line).isEqualTo(id + "|" + direction.word() + "|success");
            if (direction == Direction.UPGRADE) {
                expected.add(id);
                tables.add(CommandModel.table(id));
            } else {
                expected.remove(id);
                tables.remove(CommandModel.table(id));
            }
        }
        assertThat(now).as("failed: %s", typed).isEqualTo(expected);
        assertThat(after.tables()).as("failed: %s", typed).isEqualTo(tables);
    }

    private void stamp() {
        boolean purge = random.nextInt(4) == 0;
        String target = random.nextInt(4) == 0 ? target() + "," + target() : target();
        typed.add("stamp " + target + (purge ? " --purge" : ""));
        State before = state(scratch.database);
        try {
            Stamp stamp = new StampCommand()
                    .run(scratch.workspace(), new StampCommand.Request(target, purge, null))
                    .stamp();
            State after = state(scratch.database);
            assertThat(after.rows())
                    .as("%s", typed)
                    .containsExactlyElementsOf(stamp.to().rows())
                    .isEqualTo(model.ends(model.behind(after.rows())));
            assertThat(after.tables()).isEqualTo(before.tables());
            assertThat(after.files()).isEqualTo(before.files());
            if (model.ids().contains(target)) {
                Set<String> rows = new TreeSet<>(purge ? Set.of() : before.rows());
                rows.removeAll(model.behind(List.of(target)));
                rows.removeAll(model.ahead(List.of(target)));
                rows.add(target);
                assertThat(after.rows()).as("%s", typed).isEqualTo(rows);
            }
        } catch (MigrateException refused) {
            String code = refused.diagnostics().get(0).code();
            assertThat(state(scratch.database))
                    .as("refused %s: %s", code, typed)
                    .isEqualTo(before);
            assertThat(model.ids()).as("refused %s: %s", code, typed).doesNotContain(target);
        }
    }

    private void newScript() {
        State before = state(scratch.database);
        ProjectScripts scripts = scratch.workspace().scripts();
        var writer = new ScriptWriter(scripts, HookSettings.NONE, Clock.systemUTC(), text -> {});
        String id = "new" + (1000 + written);
        try {
            Revision revision;
            if (random.nextBoolean()) {
                List<String> heads = random.nextBoolean() ? List.of() : List.of(target(), target());
                typed.add("merge " + heads + " " + id);
                revision = new MergeCommand(writer)
                        .run(new MergeCommand.Request(scripts, heads, script(id, List.of())))
                        .revision();
            } else {
                List<String> heads = random.nextInt(4) == 0 ? List.of() : List.of(target());
                List<String> dependsOn = random.nextInt(3) == 0 ? List.of(target()) : List.of();
                boolean splice = random.nextBoolean();
                typed.add("revision " + id + " on " + heads + (splice ? " splice" : "") + " depends on " + dependsOn);
                revision = new RevisionCommand(writer)
                        .run(new RevisionCommand.Request(scripts, heads, splice, script(id, dependsOn)))
                        .revision();
            }
            State after = state(scratch.database);
            assertThat(after.files())
                    .as("%s", typed)
                    .hasSize(before.files().size() + 1)
                    .containsAllEntriesOf(before.files());
            assertThat(after.rows()).isEqualTo(before.rows());
            assertThat(after.tables()).isEqualTo(before.tables());
            assertThat(after.history()).isEqualTo(before.history());
            Files.delete(revision.file());
            write(revision);
            assertThat(model.isOf(scripts.graph())).isTrue();
        } catch (MigrateException refused) {
            assertThat(state(scratch.database)).as("%s", typed).isEqualTo(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptWriter.Script script(String id, List<String> dependsOn) {
        List<String> labels = random.nextInt(3) == 0 ? List.of("label_" + id) : List.of();
        return new ScriptWriter.Script("about " + id, id, labels, dependsOn, null, null);
    }

    private void write(Revision revision) {
        boolean upFails = random.nextInt(30) == 0;
        boolean downFails = random.nextInt(30) == 0;
        boolean oneWay = random.nextInt(30) == 0;
        model.add(revision, upFails, downFails, oneWay);
        // in the middle of a revision a journaled run stops until it is repaired: that has laws of its own
        boolean inTheMiddle = !keepsWhatWasDone && random.nextBoolean();
        scratch.write(
                "src/main/migrations/" + revision.id() + ".sql",
                CommandModel.text(revision, model.script(revision.id()), inTheMiddle, random.nextInt(4) > 0));
        written++;
    }

    private String target() {
        List<String> ids = List.copyOf(model.ids());
        String id = ids.get(random.nextInt(ids.size()));
        int steps = 1 + random.nextInt(3);
        return switch (random.nextInt(18)) {
            case 0 -> "head";
            case 1, 2, 3 -> "heads";
            case 4 -> "base";
            case 5 -> "+" + steps;
            case 6 -> "-" + steps;
            case 7 -> id + "-" + steps;
            case 8 -> id + "@head";
            case 9 -> id + "@+" + steps;
            case 10 -> id + "@base";
            case 11 -> "unknown";
            default -> id;
        };
    }

    /**
     * A second database that stood where the first did, after the script that a dry run wrote.
     *
     * @param refusal the code with which the dry run was refused; null where it was not
     * @param state what the script left; null where none was run
     */
    private record Offline(
            @Nullable String refusal, @Nullable State state) {}

    /** The dry run changes nothing; on SQLite its script is run on a copy of the database. */
    private Offline offline(Direction direction, MoveCommand.Request dry, State before) {
        Path file;
        try {
            file = new MoveCommand(direction).run(scratch.workspace(), dry).file();
        } catch (MigrateException refused) {
            assertThat(state(scratch.database)).as("dry run: %s", typed).isEqualTo(before);
            return new Offline(refused.diagnostics().get(0).code(), null);
        }
        assertThat(state(scratch.database)).as("dry run: %s", typed).isEqualTo(before);
        if (scratch.database.kind() != DatabaseKind.SQLITE) {
            return new Offline(null, null);
        }
        try (TestDatabase copy = scratch.database.server().create()) {
            if (Files.exists(Path.of(scratch.database.name()))) {
                Files.copy(Path.of(scratch.database.name()), Path.of(copy.name()));
            }
            ScriptClient.own().run(copy, file);
            return new Offline(null, state(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkOffline(Offline offline, State after) {
        if (offline.state() != null) {
            assertThat(offline.state()).as("the script of %s", typed).isEqualTo(after);
        }
    }

    private State state(TestDatabase database) {
        Set<String> tables = new TreeSet<>(Snapshot.tables(database));
        List<String> rows =
                tables.remove("migrate_version") ? database.rows("SELECT version_num FROM migrate_version") : List.of();
        List<String> history = tables.remove("migrate_history")
                ? database.rows("SELECT revision, direction, outcome FROM migrate_history"
                        + " WHERE outcome IN ('success', 'stamped') ORDER BY seq")
                : List.of();
        assertThat(rows).as("%s", typed).doesNotHaveDuplicates();
        return new State(new TreeSet<>(rows), tables, history, files());
    }

    private Map<String, String> files() {
        Map<String, String> texts = new TreeMap<>();
        try (var files = Files.walk(scratch.folder.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
