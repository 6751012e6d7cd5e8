package dev.migrate.dialect.sqlite;

import static dev.migrate.dialect.sqlite.TableText.Part;

import dev.migrate.Column;
import dev.migrate.Columns;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Index;
import dev.migrate.IndexKey;
import dev.migrate.ReferentialAction;
import dev.migrate.Type;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateTrigger;
import dev.migrate.operation.CreateView;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What SQLite's statements say as parts of operations, as far as these have words for it. Who asks looks whether they come to the same. */
final class SqliteWords {

    private static final List<Type> TYPES = List.of(
            Columns.integer(),
            Columns.text(),
            Columns.bigint(),
            Columns.smallint(),
            Columns.bool(),
            Columns.real(),
            Columns.doublePrecision(),
            Columns.bytes(),
            Columns.date(),
            Columns.time(),
            Columns.timestamp());

    private SqliteWords() {}

    /** A column; its keys are left to constraints. */
    static Column column(SchemaObject object, Map<Part, String> parts, boolean strict) {
        Map<String, String> properties = object.properties();
        Column column = Columns.column(object.name(), type(parts.getOrDefault(Part.TYPE, ""), strict));
        if (properties.containsKey("not null")) {
            column = column.notNull();
        }
        if (parts.containsKey(Part.COLLATION)) {
            column = column.collate(parts.get(Part.COLLATION));
        }
        Default initial = initial(parts.get(Part.DEFAULT));
        if (initial instanceof Default.Value value) {
            column = column.defaultValue(value.value());
        } else if (initial instanceof Default.Expression expression) {
            column = column.defaultExpression(expression.sql());
        }
        String formula = parts.get(Part.FORMULA);
        if (formula == null) {
            return column;
        }
        return properties.getOrDefault("generated", "").startsWith("stored")
                ? column.generatedStored(formula)
                : column.generatedVirtual(formula);
    }

    /** A type in portable words where they come to this text, which a table that is STRICT has few of. */
    static Type type(String text, boolean strict) {
        String plain =
                text.strip().replaceAll("\\s+", " ").replaceAll(" ?\\( ?", "(").replaceAll(" ?\\)", ")");
        for (Type type : TYPES) {
            if (SqliteTypes.name(type, strict).equalsIgnoreCase(plain)) {
                return type;
            }
        }
        var sized = java.util.regex.Pattern.compile("(?i)(VARCHAR|CHAR)\\((\\d{1,9})\\)")
                .matcher(plain);
        if (!strict && sized.matches()) {
            int length = Integer.parseInt(sized.group(2));
            return sized.group(1).equalsIgnoreCase("VARCHAR") ? Columns.varchar(length) : Columns.character(length);
        }
        return Columns.nativeType(text);
    }

    static @Nullable Default initial(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<Token> tokens = Spelling.bare(Spelling.tokens(text));
        String plain = String.join("", tokens.stream().map(Token::text).toList());
        if (Spelling.isString(Spelling.tokens(text))
                || tokens.size() == 1 && tokens.get(0).sort() == Token.Sort.STRING && plain.startsWith("'")) {
            return new Default.Value(tokens.get(0).name());
        }
        if (plain.matches("-?(0|[1-9]\\d{0,8})")) {
            return new Default.Value(Integer.valueOf(plain));
        }
        if (plain.matches("-?(0|[1-9]\\d*)(\\.\\d+)?")) {
            return new Default.Value(new BigDecimal(plain));
        }
        return new Default.Expression(inner(text));
    }

    /** A text without the parentheses around the whole. */
    static String inner(String text) {
        String inner = text.strip();
        List<Token> tokens = Spelling.tokens(inner);
        while (inner.startsWith("(") && tokens.size() > 2 && Spelling.closing(tokens, 0) == tokens.size() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
            tokens = Spelling.tokens(inner);
        }
        return inner;
    }

    /** Names between commas; empty where more is said of one. */
    static Optional<List<String>> names(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.of(List.of());
        }
        List<String> names = new ArrayList<>();
        for (List<Token> part : Spelling.parts(Spelling.tokens(text))) {
            if (part.size() != 1 || !part.get(0).isName()) {
                return Optional.empty();
            }
            names.add(part.get(0).name());
        }
        return Optional.of(names);
    }

    /** A constraint. */
    static Optional<Constraint> constraint(SchemaObject object, Map<Part, String> parts) {
        String name = parts.get(Part.NAME);
        Optional<List<String>> columns = names(parts.get(Part.COLUMNS));
        if (object.kind() == ObjectKind.CHECK) {
            return Optional.of(new Constraint.Check(name, parts.getOrDefault(Part.CONDITION, "")));
        }
        if (columns.isEmpty() || object.properties().containsKey("on conflict")) {
            return Optional.empty();
        }
        return switch (object.kind()) {
            case PRIMARY_KEY ->
                Optional.of(new Constraint.PrimaryKey(name, columns.get(), Constraint.Timing.IMMEDIATE));
            case UNIQUE -> Optional.of(new Constraint.Unique(name, columns.get(), true, Constraint.Timing.IMMEDIATE));
            case FOREIGN_KEY -> foreignKey(object, name, columns.get(), parts);
            default -> Optional.empty();
        };
    }

    private static Optional<Constraint> foreignKey(
            SchemaObject object, @Nullable String name, List<String> columns, Map<Part, String> parts) {
        Map<String, String> properties = object.properties();
        Optional<List<String>> targets = names(parts.get(Part.TARGETS));
        List<Token> target = Spelling.tokens(parts.getOrDefault(Part.TARGET, ""));
        if (targets.isEmpty() || target.size() != 1 || !target.get(0).isName()) {
            return Optional.empty();
        }
        String table = target.get(0).name();
        String match = properties.get("match");
        String deferrable = properties.getOrDefault("deferrable", "");
        return Optional.of(new Constraint.ForeignKey(
                name,
                columns,
                table.indexOf('.') >= 0 || table.startsWith("\"") ? "\"" + table.replace("\"", "\"\"") + "\"" : table,
                targets.get(),
                action(properties.get("on delete")),
                action(properties.get("on update")),
                match == null ? null : match.toUpperCase(Locale.ROOT),
                deferrable.isEmpty()
                        ? Constraint.Timing.IMMEDIATE
                        : deferrable.endsWith("deferred")
                                ? Constraint.Timing.INITIALLY_DEFERRED
                                : Constraint.Timing.DEFERRABLE));
    }

    private static @Nullable ReferentialAction action(@Nullable String words) {
        for (ReferentialAction action : ReferentialAction.values()) {
            if (words != null && action.sql().equalsIgnoreCase(words)) {
                return action;
            }
        }
        return null;
    }

    /** A statement's tokens, blanks too, gone through from the left. */
    private static final class Reader {
        private final List<Token> tokens;
        private int at;

        Reader(String sql) {
            this.tokens = Tokens.of(DatabaseKind.SQLITE, sql);
        }

        private void blanks() {
            while (at < tokens.size() && tokens.get(at).sort() == Token.Sort.BLANK) {
                at++;
            }
        }

        boolean skip(String word) {
            blanks();
            boolean there = at < tokens.size() && tokens.get(at).is(word);
            at += there ? 1 : 0;
            return there;
        }

        String name() {
            blanks();
            return at < tokens.size() ? tokens.get(at++).name() : "";
        }

        /** The text up to one of these words, where no parenthesis is open, or to the end. */
        String until(String... words) {
            int from = at;
            int depth = 0;
            for (; at < tokens.size(); at++) {
                Token token = tokens.get(at);
                if (depth == 0 && token.is(words)) {
                    break;
                }
                depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            }
            return Tokens.text(tokens.subList(from, at)).strip();
        }

        /** The text in the parentheses that open here. */
        String inParentheses() {
            blanks();
            int close = Spelling.closing(tokens, at);
            String text = Tokens.text(tokens.subList(at + 1, Math.min(close, tokens.size())));
            at = Math.min(close + 1, tokens.size());
            return text.strip();
        }

        String rest() {
            String text = Tokens.text(tokens.subList(at, tokens.size())).strip();
            at = tokens.size();
            return text;
        }
    }

    static Optional<Operation> index(String sql) {
        var words = new Reader(sql);
        words.skip("CREATE");
        boolean unique = words.skip("UNIQUE");
        words.skip("INDEX");
        String name = words.name();
        words.skip("ON");
        ObjectName table = new ObjectName(null, words.name());
        List<IndexKey> keys = new ArrayList<>();
        for (List<Token> part : split(words.inParentheses())) {
            keys.add(key(part));
        }
        String condition = words.skip("WHERE") ? words.rest() : null;
        Index index = Columns.index(name, keys.toArray(IndexKey[]::new));
        index = unique ? index.unique() : index;
        return Optional.of(new CreateIndex(table, condition == null ? index : index.where(condition), false, false));
    }

    private static List<List<Token>> split(String text) {
        return Spelling.parts(Tokens.of(DatabaseKind.SQLITE, text));
    }

    private static IndexKey key(List<Token> written) {
        List<Token> tokens = written.stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .toList();
        int end = tokens.size();
        boolean descends = end > 1 && tokens.get(end - 1).is("DESC");
        end -= descends || end > 1 && tokens.get(end - 1).is("ASC") ? 1 : 0;
        String collation = null;
        if (end > 2 && tokens.get(end - 2).is("COLLATE")) {
            collation = tokens.get(end - 1).name();
            end -= 2;
        }
        int last = written.indexOf(tokens.get(0));
        int left = end;
        String text = "";
        for (int i = last; i < written.size() && left > 0; i++) {
            text += written.get(i).text();
            left -= written.get(i).sort() == Token.Sort.BLANK ? 0 : 1;
        }
        IndexKey key = end == 1 && tokens.get(0).isName()
                ? Columns.key(tokens.get(0).name())
                : Columns.expression(inner(text));
        key = collation == null ? key : key.collate(collation);
        return descends ? key.desc() : key;
    }

    static Optional<Operation> view(String sql) {
        var words = new Reader(sql);
        words.skip("CREATE");
        words.skip("VIEW");
        ObjectName view = new ObjectName(null, words.name());
        String head = words.until("AS");
        Optional<List<String>> columns = names(inner(head));
        return columns.isPresent() && words.skip("AS")
                ? Optional.of(
                        new CreateView(view, words.rest(), columns.get(), false, false, false, false, false, null))
                : Optional.empty();
    }

    static Optional<Operation> trigger(String sql) {
        var words = new Reader(sql);
        words.skip("CREATE");
        words.skip("TRIGGER");
        String name = words.name();
        String timing = words.skip("AFTER") ? "AFTER" : words.skip("INSTEAD") ? "INSTEAD OF" : "BEFORE";
        words.skip("BEFORE");
        words.skip("OF");
        String event = words.name().toUpperCase(Locale.ROOT);
        Optional<List<String>> columns = words.skip("OF") ? names(words.until("ON")) : Optional.of(List.of());
        words.skip("ON");
        ObjectName table = new ObjectName(null, words.name());
        if (words.skip("FOR")) {
            words.skip("EACH");
            words.skip("ROW");
        }
        String condition = words.skip("WHEN") ? words.until("BEGIN") : null;
        if (columns.isEmpty() || !words.skip("BEGIN")) {
            return Optional.empty();
        }
        String body = words.rest();
        if (!body.toUpperCase(Locale.ROOT).endsWith("END")) {
            return Optional.empty();
        }
        return Optional.of(new CreateTrigger(
                name,
                table,
                timing,
                Set.of(event),
                columns.get(),
                true,
                condition,
                body.substring(0, body.length() - "END".length()).strip(),
                null,
                false,
                null));
    }
}
