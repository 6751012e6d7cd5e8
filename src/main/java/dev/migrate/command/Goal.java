package dev.migrate.command;

import dev.migrate.model.Model;

/** What a database is compared with. */
public sealed interface Goal {

    /** What it is, for people. */
    String title();

    /**
     * A model that is said by statements.
     *
     * @param model the model
     */
    record Stated(Model model) implements Goal {
        @Override
        public String title() {
            return model.title();
        }
    }

    /**
     * The database of another environment.
     *
     * @param workspace that environment
     */
    record Other(Workspace workspace) implements Goal {
        @Override
        public String title() {
            return "the database of \"" + workspace.environment().name() + "\"";
        }
    }
}
