package dev.migrate.script;

import dev.migrate.sql.DatabaseKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which of several sections of one kind is meant for a database. */
final class DialectChoice {

    private DialectChoice() {}

    /**
     * The one that names the database (with the fewest others), else (MariaDB) one that names mysql, else one that names none.
     *
     * @param dialects the databases that one of them names
     */
    static <T> Optional<T> of(List<T> sections, Function<T, Set<DatabaseKind>> dialects, DatabaseKind database) {
        return naming(sections, dialects, database)
                .or(() -> database == DatabaseKind.MARIADB
                        ? naming(sections, dialects, DatabaseKind.MYSQL)
                        : Optional.empty())
                .or(() -> sections.stream()
                        .filter(section -> dialects.apply(section).isEmpty())
                        .findFirst());
    }

    private static <T> Optional<T> naming(
            List<T> sections, Function<T, Set<DatabaseKind>> dialects, DatabaseKind database) {
        return sections.stream()
                .filter(section -> dialects.apply(section).contains(database))
                .min(Comparator.comparingInt(section -> dialects.apply(section).size()));
    }
}
