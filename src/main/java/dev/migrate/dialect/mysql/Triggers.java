package dev.migrate.dialect.mysql;

import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.Drop;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the triggers become others, in the order in which those of one event fire. */
final class Triggers {

    private final Blueprint to;
    private final Dialect dialect;
    private final Map<SchemaObject, SchemaObject> before;
    private final Map<SchemaObject, SchemaObject> after;
    private final Set<SchemaObject> stay = new TreeSet<>();

    Triggers(Blueprint from, Blueprint to, Dialect dialect) {
        this.to = to;
        this.dialect = dialect;
        this.before = Programs.of(from, dialect.kind(), List.of(ObjectKind.TRIGGER));
        this.after = Programs.of(to, dialect.kind(), List.of(ObjectKind.TRIGGER));
        stay();
    }

    /** Of each event's triggers, the longest run that is in the right order already. */
    private void stay() {
        Map<List<String>, List<SchemaObject>> were = groups(before);
        groups(after).forEach((group, are) -> {
            List<SchemaObject> unchanged = were.getOrDefault(group, List.of()).stream()
                    .filter(trigger -> after.containsKey(trigger) && alike(trigger, after.get(trigger)))
                    .toList();
            int from = 0;
            for (SchemaObject trigger : unchanged) {
                int at = are.indexOf(after.get(trigger));
                if (at >= from) {
                    stay.add(trigger);
                    from = at + 1;
                }
            }
        });
    }

    private static boolean alike(SchemaObject a, SchemaObject b) {
        List<String> order = List.of("order");
        return a.without(order).equals(b.without(order));
    }

    private static Map<List<String>, List<SchemaObject>> groups(Map<SchemaObject, SchemaObject> triggers) {
        Map<List<String>, List<SchemaObject>> groups = new TreeMap<>(SchemaObject::comparePaths);
        for (SchemaObject trigger : triggers.values()) {
            List<String> group = new ArrayList<>(table(trigger));
            group.add(trigger.properties().getOrDefault("fires", ""));
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(trigger);
        }
        groups.values()
                .forEach(group -> group.sort(Comparator.comparingInt(
                        trigger -> Integer.parseInt(trigger.properties().getOrDefault("order", "1")))));
        return groups;
    }

    private static List<String> table(SchemaObject trigger) {
        return trigger.path().subList(0, trigger.path().size() - 1);
    }

    /**
     * What goes, for good or for a while.
     *
     * @param tables the tables that stay; the others take their triggers along
     */
    List<Drafted> drops(Set<List<String>> tables) {
        Set<String> names = new TreeSet<>();
        after.keySet().forEach(trigger -> names.add(trigger.name()));
        return before.values().stream()
                .filter(trigger -> !stay.contains(trigger))
                .filter(trigger -> tables.contains(table(trigger)) || names.contains(trigger.name()))
                .map(trigger -> Drafted.of(
                        new Drop(
                                dev.migrate.operation.ObjectKind.TRIGGER,
                                new ObjectName(null, trigger.name()),
                                name(table(trigger)),
                                null,
                                false,
                                false,
                                null),
                        trigger))
                .toList();
    }

    private static ObjectName name(List<String> path) {
        return new ObjectName(path.size() == 1 ? null : path.get(0), path.get(path.size() - 1));
    }

    /** What comes. */
    List<Drafted> creations() {
        List<Drafted> drafted = new ArrayList<>();
        groups(after).values().forEach(group -> {
            for (int i = 0; i < group.size(); i++) {
                if (!stay.contains(group.get(i))) {
                    boolean last = group.subList(i, group.size()).stream().noneMatch(stay::contains);
                    String place = last
                            ? ""
                            : i > 0
                                    ? " FOLLOWS " + dialect.quote(group.get(i - 1).name())
                                    : " PRECEDES "
                                            + dialect.quote(group.stream()
                                                    .filter(stay::contains)
                                                    .findFirst()
                                                    .orElseThrow()
                                                    .name());
                    drafted.addAll(create(group.get(i), place));
                }
            }
        });
        return drafted;
    }

    private List<Drafted> create(SchemaObject trigger, String place) {
        List<String> path = table(trigger);
        String database = path.size() == 1 ? "" : dialect.quote(path.get(0)) + ".";
        String definer = to.definition(MysqlBlueprint.key(trigger))
                .map(text -> text + " ")
                .orElse("");
        String sql = "CREATE " + definer + "TRIGGER " + database + dialect.quote(trigger.name()) + " "
                + trigger.properties().get("fires") + " ON " + database + dialect.quote(path.get(path.size() - 1))
                + "\nFOR EACH ROW" + place + "\n" + trigger.properties().get("definition");
        return Programs.under(to, trigger, Drafted.of(new Execute(sql, List.of()), trigger));
    }
}
