package dev.migrate.dialect.mysql;

import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.CreateView;
import dev.migrate.operation.Drop;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How the views become others, each behind those that it reads. */
final class Views {

    private final Blueprint from;
    private final Blueprint to;
    private final Dialect dialect;
    private final Map<SchemaObject, SchemaObject> before;
    private final Map<SchemaObject, SchemaObject> after;

    Views(Blueprint from, Blueprint to, Dialect dialect) {
        this.from = from;
        this.to = to;
        this.dialect = dialect;
        this.before = Programs.of(from, dialect.kind(), List.of(ObjectKind.VIEW));
        this.after = Programs.of(to, dialect.kind(), List.of(ObjectKind.VIEW));
    }

    /** What goes, each before those that it reads. */
    List<Drafted> drops() {
        List<SchemaObject> order =
                new ArrayList<>(ordered(from, before.values().stream().toList()));
        java.util.Collections.reverse(order);
        return order.stream()
                .filter(view -> !after.containsKey(view))
                .map(view -> Drafted.of(
                        new Drop(
                                dev.migrate.operation.ObjectKind.VIEW,
                                name(view),
                                null,
                                null,
                                false,
                                false,
                                from.definition(view.path())
                                        .flatMap(text -> Written.of(dialect, text).operation(name(view), null))
                                        .orElse(null)),
                        view))
                .toList();
    }

    private static ObjectName name(SchemaObject view) {
        return new ObjectName(view.path().size() == 1 ? null : view.path().get(0), view.name());
    }

    private static List<SchemaObject> ordered(Blueprint blueprint, List<SchemaObject> views) {
        List<SchemaObject> ordered = new ArrayList<>();
        Set<List<String>> visited = new TreeSet<>(SchemaObject::comparePaths);
        views.forEach(view -> visit(blueprint, views, view, visited, ordered));
        return ordered;
    }

    private static void visit(
            Blueprint blueprint,
            List<SchemaObject> views,
            SchemaObject view,
            Set<List<String>> visited,
            List<SchemaObject> ordered) {
        if (visited.add(view.path())) {
            Set<List<String>> needs = blueprint.needs(view);
            views.stream()
                    .filter(other -> needs.contains(other.path()))
                    .forEach(other -> visit(blueprint, views, other, visited, ordered));
            ordered.add(view);
        }
    }

    /** MySQL does not tell the names of a view's columns with its text. */
    private static List<String> columns(Blueprint blueprint, SchemaObject view) {
        return blueprint.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.COLUMN
                        && object.path().size() == view.path().size() + 1
                        && object.isWithin(view.path()))
                .sorted(Comparator.comparingInt(column ->
                        Integer.parseInt(column.properties().getOrDefault(SchemaObject.POSITION, "0"))))
                .map(SchemaObject::name)
                .toList();
    }

    /** What comes, or takes another's place. */
    List<Drafted> creations() {
        List<Drafted> drafted = new ArrayList<>();
        for (SchemaObject view : ordered(to, after.values().stream().toList())) {
            SchemaObject was = before.get(view);
            if (view.equals(was) && columns(from, view).equals(columns(to, view))) {
                continue;
            }
            Written written = Written.of(
                    dialect,
                    to.definition(view.path())
                            .orElseThrow(() -> new IllegalStateException("no definition of " + view.title())));
            CreateView old = was == null
                    ? null
                    : from.definition(view.path())
                            .flatMap(text -> Written.of(dialect, text).operation(name(view), null))
                            .orElse(null);
            Operation operation = written.operation(name(view), was == null ? null : old)
                    .filter(made -> was == null || old != null)
                    .map(Operation.class::cast)
                    .orElseGet(() -> new Execute(written.text(dialect, view, was != null), List.of()));
            Drafted made = Drafted.of(operation, view);
            drafted.add(
                    written.head().contains("DEFINER=")
                            ? made.remark("view " + view.name() + " has the rights of another user, whom only some may name")
                            : made);
        }
        return drafted;
    }

    /**
     * A view as SHOW CREATE VIEW gives it.
     *
     * @param head what stands between CREATE and VIEW, without what goes without saying
     * @param columns the names of its columns; none for the query's own
     * @param query the query
     * @param check what stands behind the query
     */
    private record Written(String head, List<String> columns, String query, String check) {

        static Written of(Dialect dialect, String text) {
            List<Token> tokens = Tokens.of(dialect.kind(), text);
            int at = 1;
            StringBuilder head = new StringBuilder();
            while (!tokens.get(at).is("VIEW")) {
                head.append(tokens.get(at++).text());
            }
            List<String> columns = new ArrayList<>();
            int depth = 0;
            for (; !tokens.get(at).is("AS") || depth > 0; at++) {
                Token token = tokens.get(at);
                depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
                if (depth > 0 && token.sort() == Token.Sort.IDENTIFIER) {
                    columns.add(token.name());
                }
            }
            String query = Tokens.text(tokens.subList(at + 1, tokens.size())).strip();
            String check = "";
            for (String option : List.of("WITH CASCADED CHECK OPTION", "WITH LOCAL CHECK OPTION")) {
                if (query.endsWith(option)) {
                    check = option;
                    query = query.substring(0, query.length() - option.length()).strip();
                }
            }
            String said = head.toString()
                    .replace("ALGORITHM=UNDEFINED", "")
                    .replace("SQL SECURITY DEFINER", "")
                    .replaceAll("\\s+", " ")
                    .strip();
            return new Written(said, columns, query, check);
        }

        /** The view as an operation, in another's place where there is one; empty where that would lose something. */
        java.util.Optional<CreateView> operation(
                ObjectName name, @org.jspecify.annotations.Nullable CreateView was) {
            return !head.isEmpty() || check.equals("WITH LOCAL CHECK OPTION")
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(new CreateView(
                            name, query, columns, false, !check.isEmpty(), false, was != null, false, was));
        }

        String text(Dialect dialect, SchemaObject view, boolean replaces) {
            String name = (view.path().size() == 1 ? "" : dialect.quote(view.path().get(0)) + ".")
                    + dialect.quote(view.name());
            String names = columns.isEmpty()
                    ? ""
                    : columns.stream()
                            .map(dialect::quote)
                            .collect(java.util.stream.Collectors.joining(", ", " (", ")"));
            return "CREATE " + (replaces ? "OR REPLACE " : "") + (head.isEmpty() ? "" : head + " ") + "VIEW " + name
                    + names + " AS\n" + query + (check.isEmpty() ? "" : "\n" + check);
        }
    }
}
