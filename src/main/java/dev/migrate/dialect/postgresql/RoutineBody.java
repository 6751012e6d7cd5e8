package dev.migrate.dialect.postgresql;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the text of a routine's body mentions. PostgreSQL keeps no record of it, but reads the body when the routine is made: one in SQL must
 * find all that it names, one in PL/pgSQL the types of its variables.
 */
final class RoutineBody {

    private RoutineBody() {}

    /** Whether an object is a routine with a body. */
    static boolean has(SchemaObject object) {
        return object.kind() == ObjectKind.FUNCTION || object.kind() == ObjectKind.PROCEDURE;
    }

    /** Whether its body is read through when it is made. */
    static boolean isSql(SchemaObject routine) {
        return text(routine).filter(text -> is(text, "sql")).isPresent();
    }

    /** The names in its body, whatever they name; none where it is in a language that is not read. */
    static Set<String> names(SchemaObject routine) {
        Set<String> names = new HashSet<>();
        Optional<RoutineText> text = text(routine).filter(t -> is(t, "sql") || is(t, "plpgsql"));
        if (text.isEmpty() || text.get().body() == null) {
            return names;
        }
        try {
            for (Token token : Token.of(DatabaseKind.POSTGRESQL, text.get().body())) {
                if (token.isName()) {
                    names.add(token.sort() == Token.Sort.WORD ? token.text().toLowerCase(Locale.ROOT) : token.name());
                }
            }
        } catch (MigrateException unreadable) {
            return names;
        }
        return names;
    }

    private static boolean is(RoutineText text, String language) {
        return text.body() != null && text.language().equalsIgnoreCase(language);
    }

    private static Optional<RoutineText> text(SchemaObject routine) {
        return RoutineText.parse(Inventory.text(routine, "definition"));
    }

    /** An object's name as a body has it: that of a routine without its arguments. */
    static String nameOf(SchemaObject object) {
        int open = object.name().indexOf('(', 1);
        return has(object) || object.kind() == ObjectKind.AGGREGATE
                ? object.name().substring(0, open < 0 ? object.name().length() : open)
                : object.name();
    }
}
