package dev.migrate.operation;

import dev.migrate.Operations;
import dev.migrate.RoutineCreation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A new function or procedure on the way. */
final class RoutineDraft extends Draft implements RoutineCreation {

    private final ObjectRecorder recorder;
    private final ObjectKind kind;
    private final ObjectName name;
    private final String parameters;
    private final @Nullable String returns;
    private final List<String> options = new ArrayList<>();
    private @Nullable String language;
    private @Nullable String body;
    private boolean orReplace;
    private @Nullable CreateRoutine was;

    RoutineDraft(ObjectRecorder recorder, ObjectKind kind, ObjectName name, String parameters, @Nullable String returns) {
        this.recorder = recorder;
        this.kind = kind;
        this.name = name;
        this.parameters = parameters;
        this.returns = returns;
    }

    @Override
    Operation operation() {
        if (body == null) {
            throw incomplete("create" + kind.word() + "(\"" + name + "\")", "what it does", "….body(\"SELECT a + b\")");
        }
        return new CreateRoutine(kind, name, parameters, returns, language, body, options, orReplace, was);
    }

    @Override
    public RoutineCreation language(String word) {
        open();
        language = word;
        return this;
    }

    @Override
    public RoutineCreation body(String sql) {
        open();
        body = sql;
        return this;
    }

    @Override
    public RoutineCreation option(String word) {
        open();
        options.add(word);
        return this;
    }

    @Override
    public RoutineCreation orReplace() {
        open();
        orReplace = true;
        return this;
    }

    @Override
    public RoutineCreation was(Consumer<Operations> creation) {
        open();
        was = creation(recorder, creation, CreateRoutine.class);
        orReplace = true;
        return this;
    }
}
