package dev.migrate.operation;

import dev.migrate.Operations;
import dev.migrate.ViewCreation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A new view on the way. */
final class ViewDraft extends Draft implements ViewCreation {

    private final ObjectRecorder recorder;
    private final ObjectName view;
    private final String query;
    private final boolean materialized;
    private List<String> columns = List.of();
    private boolean checkOption;
    private boolean noData;
    private boolean orReplace;
    private boolean ifNotExists;
    private @Nullable CreateView was;

    ViewDraft(ObjectRecorder recorder, ObjectName view, String query, boolean materialized) {
        this.recorder = recorder;
        this.view = view;
        this.query = query;
        this.materialized = materialized;
    }

    @Override
    Operation operation() {
        return new CreateView(view, query, columns, materialized, checkOption, noData, orReplace, ifNotExists, was);
    }

    @Override
    public ViewCreation orReplace() {
        open();
        orReplace = true;
        return this;
    }

    @Override
    public ViewCreation ifNotExists() {
        open();
        ifNotExists = true;
        return this;
    }

    @Override
    public ViewCreation columns(String... names) {
        open();
        columns = List.of(names);
        return this;
    }

    @Override
    public ViewCreation withCheckOption() {
        open();
        checkOption = true;
        return this;
    }

    @Override
    public ViewCreation withNoData() {
        open();
        noData = true;
        return this;
    }

    @Override
    public ViewCreation was(Consumer<Operations> creation) {
        open();
        was = creation(recorder, creation, CreateView.class);
        orReplace = true;
        return this;
    }
}
