package dev.migrate.dialect.mysql;

import dev.migrate.dialect.DefinitionText;
import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The statements of the tables of a goal that is neither all of a model nor all of what is there: each line is that of the side whose object the goal has, and a
 * column of which both have something is put together clause by clause.
 */
final class GoalText {

    private final DatabaseKind kind;
    private final Blueprint from;
    private final Blueprint goal;
    private final Map<List<String>, MysqlTable> here;
    private final Map<List<String>, MysqlTable> said;
    private final Map<List<String>, MysqlTable> wanted;

    GoalText(DatabaseKind kind, Blueprint from, Blueprint model, Blueprint goal) {
        this.kind = kind;
        this.from = from;
        this.goal = goal;
        this.here = MysqlTable.of(kind, from);
        this.said = MysqlTable.of(kind, model);
        this.wanted = MysqlTable.of(kind, goal);
    }

    /** The goal with these statements. */
    Blueprint settled() {
        Map<List<String>, String> definitions = new HashMap<>(goal.definitions());
        for (SchemaObject object : goal.schema().objects()) {
            List<String> path = object.path();
            if (object.kind() == ObjectKind.TABLE && here.containsKey(path)) {
                boolean both = wanted.containsKey(path) && said.containsKey(path);
                definitions.put(
                        path, both ? new OfTable(path).text() : here.get(path).definition());
            }
        }
        return new Blueprint(goal.schema(), definitions, goal.needs());
    }

    /** One table that both have. */
    private final class OfTable {

        private final MysqlTable is;
        private final MysqlTable was;
        private final MysqlTable model;

        OfTable(List<String> path) {
            this.is = wanted.get(path);
            this.was = here.get(path);
            this.model = said.get(path);
        }

        String text() {
            List<String> lines = new ArrayList<>();
            order().forEach(column -> lines.add(column(column)));
            was.text().elements().stream()
                    .filter(element -> element.isA("PERIOD") && !element.isColumn())
                    .forEach(element -> lines.add(element.text()));
            lines(is.keys(), was.keys(), model.keys(), was::key, model::key, lines);
            lines(is.foreignKeys(), was.foreignKeys(), model.foreignKeys(), was::foreignKey, model::foreignKey, lines);
            lines(is.checks(), was.checks(), model.checks(), was::check, model::check, lines);
            return Tokens.text(was.text().head()) + "\n  " + String.join(",\n  ", lines) + "\n" + tail();
        }

        /** As the goal counts them, which puts what is new behind; a model that puts it elsewhere keeps its order. */
        private List<String> order() {
            Map<String, Integer> places = new HashMap<>();
            goal.schema().objects().stream()
                    .filter(object -> object.kind() == ObjectKind.COLUMN && object.path().size() == is.path().size() + 1)
                    .filter(object -> object.isWithin(is.path()))
                    .forEach(object -> places.put(object.name(), position(object)));
            int last = from.schema().objects().stream()
                    .filter(object -> object.kind() == ObjectKind.COLUMN && object.isWithin(is.path()))
                    .mapToInt(GoalText::position)
                    .max()
                    .orElse(0);
            Collection<String> columns = is.columns().keySet();
            boolean behind = columns.stream()
                    .allMatch(column -> was.columns().containsKey(column) || places.getOrDefault(column, 0) > last);
            List<String> ordered = new ArrayList<>();
            if (!behind) {
                model.order().stream().filter(columns::contains).forEach(ordered::add);
            }
            columns.stream()
                    .filter(column -> !ordered.contains(column))
                    .sorted(Comparator.comparing(column -> places.getOrDefault(column, 0)))
                    .forEach(ordered::add);
            return ordered;
        }

        private String column(String column) {
            Optional<DefinitionText.Element> old = was.text().column(column);
            Optional<DefinitionText.Element> other = model.text().column(column);
            boolean same = is.comparableColumn(column).equals(was.comparableColumn(column));
            if (old.isPresent() && (same || other.isEmpty())) {
                return old.get().text();
            }
            DefinitionText.Element element = other.orElseThrow(
                    () -> new IllegalStateException("no statement has column " + is.title() + "." + column));
            if (old.isEmpty() || !was.columns().containsKey(column)) {
                return element.text();
            }
            ColumnText text = ColumnText.of(element);
            settle(column, text, ColumnText.of(old.get()));
            return Identifier.quote(kind, column) + " " + text.text();
        }

        private void settle(String column, ColumnText text, ColumnText old) {
            Map<String, String> now = is.columns().get(column).properties();
            Map<String, String> before = was.columns().get(column).properties();
            text.remove(ColumnText.Kind.CHARACTER_SET);
            text.remove(ColumnText.Kind.COLLATE);
            if (now.get("collation") != null) {
                text.set(ColumnText.Kind.COLLATE, "COLLATE " + now.get("collation"));
            }
            if (alike(now, before, "type")) {
                text.take(ColumnText.Kind.TYPE, old);
            }
            if (alike(now, before, "generated") && extra(now, "virtual") == extra(before, "virtual")) {
                text.take(ColumnText.Kind.GENERATED, old);
            }
            boolean notNull = now.containsKey("not null");
            if (Wording.isNotNull(text) != notNull) {
                text.take(ColumnText.Kind.NULL, old);
            }
            initial(text, old, now, before);
            if (alike(now, before, "comment")) {
                text.take(ColumnText.Kind.COMMENT, old);
            }
            boolean hidden = extra(now, "invisible") == extra(before, "invisible");
            if (hidden && alike(now, before, "spatial reference system")) {
                text.take(ColumnText.Kind.OTHER, old);
            }
            text.remove(ColumnText.Kind.AUTO_INCREMENT);
            if (extra(now, "auto_increment")) {
                text.set(ColumnText.Kind.AUTO_INCREMENT, "AUTO_INCREMENT");
            }
            Object check = is.comparableColumn(column).get(1);
            if (check == null) {
                text.remove(ColumnText.Kind.CHECK);
            } else if (check.equals(was.comparableColumn(column).get(1))) {
                text.take(ColumnText.Kind.CHECK, old);
            }
        }

        private void initial(ColumnText text, ColumnText old, Map<String, String> now, Map<String, String> before) {
            String value = now.get("default");
            boolean expression = extra(now, "default_generated");
            if (value != null && value.startsWith("current_timestamp")) {
                text.set(ColumnText.Kind.DEFAULT, "DEFAULT " + value);
            } else if (alike(now, before, "default") && expression == extra(before, "default_generated")) {
                text.take(ColumnText.Kind.DEFAULT, old);
            } else if (value != null && expression) {
                text.set(ColumnText.Kind.DEFAULT, "DEFAULT (" + value + ")");
            }
            if (text.get(ColumnText.Kind.DEFAULT).equalsIgnoreCase("DEFAULT NULL") && Wording.isNotNull(text)) {
                text.remove(ColumnText.Kind.DEFAULT);
            }
            text.remove(ColumnText.Kind.ON_UPDATE);
            String extra = now.getOrDefault("extra", "");
            int at = extra.indexOf("on update ");
            if (at >= 0) {
                String clause = extra.substring(at).split(" ")[2].replace(",", "");
                text.set(ColumnText.Kind.ON_UPDATE, "ON UPDATE " + clause);
            }
        }

        private void lines(
                Map<String, SchemaObject> goals,
                Map<String, SchemaObject> olds,
                Map<String, SchemaObject> models,
                Function<String, DefinitionText.Element> old,
                Function<String, DefinitionText.Element> other,
                List<String> lines) {
            for (SchemaObject object : goals.values()) {
                SchemaObject there = models.get(object.name());
                if (object.equals(olds.get(object.name()))) {
                    lines.add(old.apply(object.name()).text());
                } else if (object.equals(there)) {
                    lines.add(other.apply(object.name()).text());
                } else {
                    // one of the model under the name that it has here
                    models.values().stream()
                            .filter(model -> model.kind() == object.kind()
                                    && model.properties().equals(object.properties()))
                            .findFirst()
                            .ifPresent(model -> lines.add(renamed(other.apply(model.name()), object.name())));
                }
            }
        }

        private String renamed(DefinitionText.Element element, String name) {
            List<Token> tokens = new ArrayList<>(element.tokens());
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.get(i).sort() == Token.Sort.IDENTIFIER) {
                    tokens.set(i, new Token(Token.Sort.IDENTIFIER, Identifier.quote(kind, name)));
                    break;
                }
            }
            return Tokens.text(tokens).strip();
        }

        /** All of it from one side, but for the comment, which may be the other's. */
        private String tail() {
            List<String> comment = List.of("comment");
            boolean stays = is.object().without(comment).equals(was.object().without(comment));
            MysqlTable side = stays ? was : model;
            String words = (alike(is.object().properties(), was.object().properties(), "comment") ? was : model)
                    .tail()
                    .options()
                    .getOrDefault("COMMENT", "''");
            List<Token> tokens = new ArrayList<>(side.text().tail());
            if (side.tail().options().containsKey("COMMENT")) {
                int at = 0;
                while (!tokens.get(at).is("COMMENT")) {
                    at++;
                }
                while (tokens.get(at).sort() != Token.Sort.STRING) {
                    at++;
                }
                tokens.set(at, new Token(Token.Sort.STRING, words));
            } else if (!words.equals("''")) {
                tokens.add(1, new Token(Token.Sort.WORD, " COMMENT=" + words));
            }
            return Tokens.text(tokens);
        }
    }

    private static boolean alike(Map<String, String> now, Map<String, String> before, String property) {
        return Objects.equals(now.get(property), before.get(property));
    }

    private static boolean extra(Map<String, String> column, String word) {
        return column.getOrDefault("extra", "").contains(word);
    }

    private static int position(SchemaObject column) {
        return Integer.parseInt(column.properties().getOrDefault(SchemaObject.POSITION, "0"));
    }
}
