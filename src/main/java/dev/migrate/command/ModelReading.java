package dev.migrate.command;

import dev.migrate.model.Model;
import dev.migrate.model.ModelStatement;
import dev.migrate.model.Server;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Reads the statements of a model, where it can while the database's catalog is read. */
final class ModelReading {

    private final Model model;
    private @Nullable FutureTask<Said> begun;

    ModelReading(Model model) {
        this.model = model;
    }

    /**
     * What a model says.
     *
     * @param statements its statements
     * @param made those of them that make something
     * @param sum tells these from other ones
     */
    record Said(List<ModelStatement> statements, List<String> made, String sum) {}

    /** Begins in the background; what goes wrong there is told when it is asked for. */
    void begin(Server server) {
        if (begun == null && model.isText()) {
            var task = new FutureTask<>(() -> read(server));
            begun = task;
            var thread = new Thread(task, "migrate: statements of the model");
            thread.setDaemon(true);
            thread.start();
        }
    }

    Said said(Server server) {
        FutureTask<Said> task = begun;
        // asked once more, the model is read once more
        begun = null;
        if (task == null) {
            return read(server);
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return read(server);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException(e);
        }
    }

    private Said read(Server server) {
        List<ModelStatement> statements = model.statements(server);
        List<String> made = statements.stream()
                .filter(statement -> !statement.isData())
                .map(ModelStatement::sql)
                .toList();
        return new Said(statements, made, ModelCache.key(made));
    }
}
