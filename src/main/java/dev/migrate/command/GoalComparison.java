package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafter;
import dev.migrate.engine.LooseStatements;
import dev.migrate.engine.Run;
import dev.migrate.model.Model;
import dev.migrate.model.ModelStatement;
import dev.migrate.model.Server;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds what stands in a database against a goal. A model is loaded into a scratch database and read back, so that the database itself
 * says what each statement means; what was read is kept until the model or the server changes.
 */
final class GoalComparison {

    private final Workspace workspace;
    private final Goal goal;
    private final List<String> schemas;
    private final ModelCache cache;
    private final Set<String> notes = new LinkedHashSet<>();
    private List<ModelStatement> statements = List.of();
    private @Nullable ModelReading reading;

    /** What the goal's statements make, whatever the database keeps besides. */
    private Blueprint said = Blueprint.EMPTY;

    GoalComparison(Workspace workspace, Goal goal) {
        this.workspace = workspace;
        this.goal = goal;
        this.schemas = workspace.environment().offline().schemas();
        this.cache = new ModelCache(workspace.project());
    }

    /** Begins with what need not wait for the database. */
    void begin(Run run) {
        if (goal instanceof Goal.Stated stated) {
            reading(stated.model())
                    .begin(new Server(run.session().kind(), run.session().serverVersion()));
        }
    }

    private ModelReading reading(Model model) {
        ModelReading known = reading;
        if (known == null) {
            known = new ModelReading(model);
            reading = known;
        }
        return known;
    }

    /** What the user should know, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The statements of the model that write rows. */
    List<ModelStatement> data() {
        return statements.stream().filter(ModelStatement::isData).toList();
    }

    /** The statements of the model. */
    List<ModelStatement> statements() {
        return statements;
    }

    /** Whether the goal's own statements make an object; what it only keeps they do not. */
    boolean makes(SchemaObject object) {
        return said.paths().contains(object.path());
    }

    /** Compares, and completes both sides with what drafting must know. */
    Comparison compare(Present present) {
        return goal instanceof Goal.Stated stated
                ? withModel(present, stated.model())
                : withOther(present, ((Goal.Other) goal).workspace());
    }

    private Comparison completed(Present present, Comparison comparison) {
        Blueprint from = present.blueprint(comparison.difference());
        Blueprint to = said.with(comparison.to().schema());
        return new Comparison(from, present.dialect().drafter().settled(from, said, to));
    }

    private Comparison withOther(Present present, Workspace other) {
        Blueprint here = Blueprint.of(present.schema());
        Comparison comparison;
        try (Run run = other.look()) {
            Schema schema = run.schema(schemas);
            comparison = matching(present).of(here, Blueprint.of(schema));
            if (comparison.isEmpty()) {
                return comparison;
            }
            said = run.blueprint(schema, object -> true);
        }
        List<SchemaObject> changed = matching(present).wordedOtherwise(comparison);
        if (!changed.isEmpty() && present.server().kind() == DatabaseKind.POSTGRESQL) {
            // one of the two may have been made from the wording of the other
            comparison = matching(present).of(here, Blueprint.of(said.schema()), wordings(present, changed));
        }
        return comparison.isEmpty() ? comparison : completed(present, comparison);
    }

    /** The last wording of what both databases have; none where there is no place to have it read once more. */
    private Map<SchemaObject, SchemaObject> wordings(Present present, List<SchemaObject> changed) {
        try (Rehearsal scratch = Rehearsal.open(workspace)) {
            Blueprint empty = scratch.blueprint(schemas);
            scratch.carryOut(empty, matching(present).draft(empty, made(empty), Drafter.Style.PLAIN));
            return scratch.restate(changed);
        } catch (MigrateException e) {
            notes.add("checks, views and the like that are told to differ may only be worded otherwise: "
                    + e.diagnostics().get(0).message());
            return Map.of();
        }
    }

    /** The other database's name is not what a scratch database gets. */
    private Blueprint made(Blueprint empty) {
        List<SchemaObject> objects = new ArrayList<>(said.schema()
                .filter(object -> object.kind() != ObjectKind.DATABASE)
                .objects());
        objects.addAll(empty.schema()
                .filter(object -> object.kind() == ObjectKind.DATABASE)
                .objects());
        return said.with(new Schema(objects));
    }

    private Comparison withModel(Present present, Model model) {
        ModelReading.Said text = reading(model).said(present.server());
        statements = text.statements();
        List<String> made = text.made();
        String place = ModelCache.key(place(present));
        String key = ModelCache.key(List.of(place, text.sum()));
        try (var loading = new Loading()) {
            StoredSchema.Kept kept = cache.blueprint(key).orElse(null);
            Schema read;
            if (kept == null) {
                said = inPieces(present, place, made, loading).orElseGet(() -> {
                    loading.take(loaded(model, made), null);
                    return loading.scratch().blueprint(schemas);
                });
                read = said.schema();
                requireSeen(model, loading.scratch().tables(), read);
                cache.keep(key, said, place, made);
            } else {
                read = kept.schema();
            }
            Schema wanted = model.goal(read, present.schema());
            // a model of entities has more to say once it has seen what no entity is mapped to
            notes.addAll(model.notes());
            Comparison comparison = settled(present, model, made, key, wanted, loading);
            if (comparison.isEmpty()) {
                return comparison;
            }
            said = kept == null ? said : kept.blueprint();
            return completed(present, comparison);
        }
    }

    /** A scratch database with the model, or a part of it. */
    private static final class Loading implements AutoCloseable {
        private @Nullable Rehearsal scratch;
        private @Nullable Set<List<String>> part;

        Rehearsal scratch() {
            return Objects.requireNonNull(scratch, "nothing has been loaded");
        }

        void take(Rehearsal other, @Nullable Set<List<String>> paths) {
            close();
            scratch = other;
            part = paths;
        }

        boolean has(List<SchemaObject> objects) {
            Set<List<String>> paths = part;
            return scratch != null
                    && (paths == null || objects.stream().allMatch(object -> paths.contains(object.path())));
        }

        @Override
        public void close() {
            if (scratch != null) {
                scratch.close();
                scratch = null;
            }
        }
    }

    /** What the model makes, out of what it made before a few of its statements changed; empty where that cannot be told. */
    private Optional<Blueprint> inPieces(Present present, String place, List<String> made, Loading loading) {
        if (present.server().kind() != DatabaseKind.POSTGRESQL) {
            return Optional.empty();
        }
        ModelCache.Last last = cache.last(place).orElse(null);
        ModelPieces pieces = last == null
                ? null
                : ModelPieces.of(last.made(), last.statements(), made).orElse(null);
        if (pieces == null) {
            return Optional.empty();
        }
        Rehearsal scratch = Rehearsal.open(workspace);
        Blueprint read = Blueprint.EMPTY;
        Optional<Blueprint> together = Optional.empty();
        try {
            if (scratch.load(pieces.loaded().stream().map(made::get).toList()).isEmpty()) {
                read = scratch.blueprint(schemas);
                together = pieces.together(read);
            }
        } finally {
            if (together.isPresent()) {
                loading.take(scratch, read.paths());
            } else {
                scratch.close();
            }
        }
        return together;
    }

    /** What differs, and goes on to differ once the server has read its own wording. */
    private Comparison settled(
            Present present, Model model, List<String> made, String key, Schema wanted, Loading loading) {
        Blueprint here = Blueprint.of(present.schema());
        Comparison comparison = matching(present).of(here, Blueprint.of(wanted));
        // the others keep texts as they read them first
        List<SchemaObject> changed = present.server().kind() == DatabaseKind.POSTGRESQL
                ? matching(present).wordedOtherwise(comparison)
                : List.of();
        if (changed.isEmpty()) {
            return comparison;
        }
        String wordingKey = ModelCache.key(List.of(key, changed.toString()));
        Map<SchemaObject, SchemaObject> wordings = cache.wordings(wordingKey).orElse(null);
        if (wordings == null) {
            if (!loading.has(changed)) {
                loading.take(loaded(model, made), null);
            }
            wordings = loading.scratch().restate(changed);
            cache.keep(wordingKey, wordings);
        }
        return matching(present).of(here, Blueprint.of(wanted), wordings);
    }

    private Matching matching(Present present) {
        return Matching.of(workspace, present.dialect());
    }

    /** Everything that what is read of a model depends on, but the model. */
    private List<String> place(Present present) {
        List<String> parts = new ArrayList<>();
        parts.add(present.server().toString());
        parts.add(schemas.toString());
        parts.add(workspace.identity().pluginVersion());
        present.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.DATABASE)
                .forEach(object -> parts.add(object.toString()));
        return parts;
    }

    private Rehearsal loaded(Model model, List<String> made) {
        Rehearsal scratch = Rehearsal.open(workspace);
        try {
            List<LooseStatements.Refusal> refused = scratch.load(made);
            if (!refused.isEmpty()) {
                throw refused(model, made, refused);
            }
            return scratch;
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** What the model makes in a schema that nobody looks at would be left out without a word. */
    private static void requireSeen(Model model, Set<List<String>> tables, Schema read) {
        Set<String> beside = new TreeSet<>();
        Set<List<String>> seen = Blueprint.of(read).paths();
        tables.stream().filter(path -> !seen.contains(path)).forEach(path -> beside.add(path.get(0)));
        if (!beside.isEmpty()) {
            Set<String> looked = new TreeSet<>(beside);
            seen.stream().filter(path -> path.size() > 1).forEach(path -> looked.add(path.get(0)));
            throw Diagnostic.error(
                            "model/schema-not-looked-at",
                            model.title() + " has tables in a schema that is not looked at: "
                                    + String.join(", ", beside))
                    .note("without the setting the connection's own schema is compared, and no other")
                    .help("schemas = [\"" + String.join("\", \"", looked) + "\"]")
                    .toException();
        }
    }

    private MigrateException refused(Model model, List<String> made, List<LooseStatements.Refusal> refused) {
        List<ModelStatement> kept =
                statements.stream().filter(statement -> !statement.isData()).toList();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (LooseStatements.Refusal one : refused) {
            ModelStatement statement = kept.get(one.index());
            Diagnostic fault = Diagnostic.error(
                            "model/refused",
                            "the database does not take a statement of " + model.title() + ": " + one.message())
                    .at(statement.place());
            if (statement.place() == null) {
                fault = fault.note("the statement: " + made.get(one.index()));
            }
            diagnostics.add(fault.note("it was tried in a scratch database; nothing has been changed")
                    .help(
                            statement.place() == null
                                    ? "name the column otherwise, or quote it: hibernate.auto_quote_keyword=true in"
                                            + " [autogenerate] jpa_properties"
                                    : "mend the statement"));
        }
        return new MigrateException(diagnostics, null);
    }
}
