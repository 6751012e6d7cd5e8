package dev.migrate.config;

import java.util.List;

/**
 * How a model and a database are compared, and what is written of it.
 *
 * @param include globs of what is looked at; empty for everything
 * @param exclude globs of what is left alone
 * @param compareType whether columns of another type differ
 * @param compareServerDefault whether columns of another default differ
 * @param compareComments whether comments are compared
 * @param renames what has another name now, each {@code users.name -> users.full_name}; {@code none} for nothing
 * @param safe whether scripts take the forms that hold no lock for long
 */
public record AutogenerateSettings(
        List<String> include,
        List<String> exclude,
        boolean compareType,
        boolean compareServerDefault,
        boolean compareComments,
        List<String> renames,
        boolean safe) {

    /** Those of an environment that says nothing: everything is compared. */
    public static final AutogenerateSettings DEFAULT =
            new AutogenerateSettings(List.of(), List.of(), true, true, true, List.of(), false);

    /** Copies the lists. */
    public AutogenerateSettings {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        renames = List.copyOf(renames);
    }
}
