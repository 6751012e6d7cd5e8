package dev.migrate.operation;

import dev.migrate.Operations;
import dev.migrate.TriggerCreation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A new trigger on the way. */
final class TriggerDraft extends Draft implements TriggerCreation {

    private final ObjectRecorder recorder;
    private final String name;
    private final ObjectName table;
    private final Set<String> events = new LinkedHashSet<>();
    private List<String> columns = List.of();
    private @Nullable String timing;
    private boolean forEachRow = true;
    private @Nullable String condition;
    private @Nullable String body;
    private @Nullable String function;
    private boolean orReplace;
    private @Nullable CreateTrigger was;

    TriggerDraft(ObjectRecorder recorder, String name, ObjectName table) {
        this.recorder = recorder;
        this.name = name;
        this.table = table;
    }

    @Override
    Operation operation() {
        String call = "createTrigger(\"" + name + "\", \"" + table + "\")";
        if (timing == null || events.isEmpty()) {
            throw incomplete(call, "when it runs", call + ".before().insert()…");
        }
        if (body == null && function == null) {
            throw incomplete(call, "what it does", "….body(\"…;\"), or on PostgreSQL ….executes(\"f()\")");
        }
        return new CreateTrigger(
                name, table, timing, events, columns, forEachRow, condition, body, function, orReplace, was);
    }

    @Override
    public TriggerCreation before() {
        open();
        timing = "BEFORE";
        return this;
    }

    @Override
    public TriggerCreation after() {
        open();
        timing = "AFTER";
        return this;
    }

    @Override
    public TriggerCreation insteadOf() {
        open();
        timing = "INSTEAD OF";
        return this;
    }

    @Override
    public TriggerCreation insert() {
        open();
        events.add("INSERT");
        return this;
    }

    @Override
    public TriggerCreation update(String... names) {
        open();
        events.add("UPDATE");
        columns = List.of(names);
        return this;
    }

    @Override
    public TriggerCreation delete() {
        open();
        events.add("DELETE");
        return this;
    }

    @Override
    public TriggerCreation forEachStatement() {
        open();
        forEachRow = false;
        return this;
    }

    @Override
    public TriggerCreation when(String rows) {
        open();
        condition = rows;
        return this;
    }

    @Override
    public TriggerCreation body(String statements) {
        open();
        body = statements;
        return this;
    }

    @Override
    public TriggerCreation executes(String call) {
        open();
        function = call;
        return this;
    }

    @Override
    public TriggerCreation orReplace() {
        open();
        orReplace = true;
        return this;
    }

    @Override
    public TriggerCreation was(Consumer<Operations> creation) {
        open();
        was = creation(recorder, creation, CreateTrigger.class);
        orReplace = true;
        return this;
    }
}
