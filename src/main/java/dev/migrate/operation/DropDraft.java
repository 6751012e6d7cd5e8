package dev.migrate.operation;

import dev.migrate.ObjectDrop;
import dev.migrate.Operations;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that goes, on the way. */
final class DropDraft extends Draft implements ObjectDrop {

    private final ObjectRecorder recorder;
    private final ObjectKind kind;
    private final ObjectName name;
    private final @Nullable ObjectName table;
    private final @Nullable String parameters;
    private boolean ifExists;
    private boolean cascade;
    private @Nullable Operation was;

    DropDraft(
            ObjectRecorder recorder,
            ObjectKind kind,
            ObjectName name,
            @Nullable ObjectName table,
            @Nullable String parameters) {
        this.recorder = recorder;
        this.kind = kind;
        this.name = name;
        this.table = table;
        this.parameters = parameters;
    }

    @Override
    Operation operation() {
        return new Drop(kind, name, table, parameters, ifExists, cascade, was);
    }

    @Override
    public ObjectDrop ifExists() {
        open();
        ifExists = true;
        return this;
    }

    @Override
    public ObjectDrop cascade() {
        open();
        cascade = true;
        return this;
    }

    @Override
    public ObjectDrop was(Consumer<Operations> creation) {
        open();
        Class<? extends Operation> type =
                switch (kind) {
                    case SCHEMA -> CreateSchema.class;
                    case SEQUENCE -> CreateSequence.class;
                    case VIEW, MATERIALIZED_VIEW -> CreateView.class;
                    case FUNCTION, PROCEDURE -> CreateRoutine.class;
                    case TRIGGER -> CreateTrigger.class;
                    case ENUM -> CreateEnum.class;
                    case EXTENSION -> CreateExtension.class;
                    case DOMAIN -> CreateDomain.class;
                    case TABLE, INDEX, CONSTRAINT -> Operation.class;
                };
        was = creation(recorder, creation, type);
        return this;
    }
}
