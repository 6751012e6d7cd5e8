package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.AddEnumValue;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that an enumeration gains. PostgreSQL refuses to use one in the transaction that added it ("unsafe use of new value", 55P04), so those that
 * a script also uses, in a default, a rule or a view, are added in a revision before it.
 */
final class NewWords {

    private final Map<List<String>, SchemaObject> before = new HashMap<>();
    private final List<String> texts;

    private NewWords(Blueprint from, Blueprint to) {
        from.schema().objects().forEach(object -> before.put(key(object), object));
        texts = to.schema().objects().stream()
                .filter(object -> object.kind() != ObjectKind.ENUM && !object.equals(before.get(key(object))))
                .flatMap(object -> object.properties().entrySet().stream())
                .filter(property -> !property.getKey().equals("comment"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<String> key(SchemaObject object) {
        List<String> key = new ArrayList<>(object.path());
        key.add(object.kind().name());
        return key;
    }

    /** The same statements; words that the others use come first and apart. */
    static List<Drafted> apart(List<Drafted> drafted, Blueprint from, Blueprint to) {
        if (drafted.stream().noneMatch(each -> each.operation() instanceof AddEnumValue)) {
            return drafted;
        }
        var words = new NewWords(from, to);
        Set<String> types = new HashSet<>();
        for (Drafted each : drafted) {
            if (each.operation() instanceof AddEnumValue added && words.uses(added.value())) {
                types.add(added.type().toString());
            }
        }
        // all words of a type stay together: one may be said to stand behind another
        List<Drafted> first = new ArrayList<>();
        List<Drafted> rest = new ArrayList<>();
        for (Drafted each : drafted) {
            if (each.operation() instanceof AddEnumValue added
                    && types.contains(added.type().toString())) {
                first.add(each.alone());
            } else {
                rest.add(each);
            }
        }
        first.addAll(rest);
        return first;
    }

    private boolean uses(String word) {
        String literal = PostgresqlName.literal(word);
        return texts.stream()
                .anyMatch(text -> text.contains(literal) || text.contains("'{") && text.contains(word));
    }
}
