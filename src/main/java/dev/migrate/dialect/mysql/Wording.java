package dev.migrate.dialect.mysql;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Generated;
import dev.migrate.Identity;
import dev.migrate.Index;
import dev.migrate.IndexKey;
import dev.migrate.ReferentialAction;
import dev.migrate.Type;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.ObjectName;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What SHOW CREATE TABLE says in the words of a migration: only where these, written as SQL again, say the same to the letter. */
final class Wording {

    private static final Pattern NUMBER = Pattern.compile("'?(-?\\d+(?:\\.\\d+)?)'?");
    private static final Pattern NUMERIC =
            Pattern.compile("(?i)^(tinyint|smallint|mediumint|int|bigint|decimal|float|double)\\b.*");
    private static final Pattern FORMULA =
            Pattern.compile("(?is)^(?:GENERATED ALWAYS )?AS \\((.*)\\)\\s*(STORED|VIRTUAL)$");
    private static final Pattern NOW = Pattern.compile("(?i)current_timestamp(?:\\(\\)|(\\(\\d\\)))?");
    private static final Pattern TYPE = Pattern.compile("([a-z]+)(?:\\((\\d+)(?:,(\\d+))?\\))?");

    private final MysqlDdl ddl;
    private final DatabaseKind kind;

    Wording(Dialect dialect) {
        this.ddl = new MysqlDdl(dialect, LiveCatalog.NONE);
        this.kind = dialect.kind();
    }

    /** A column as an operation has it; empty where an operation would lose something of it. */
    Optional<Column> column(String name, ColumnText text) {
        if (text.has(ColumnText.Kind.KEY) || text.has(ColumnText.Kind.REFERENCES)) {
            return Optional.empty();
        }
        String typeText = text.get(ColumnText.Kind.TYPE);
        String more = (text.get(ColumnText.Kind.OTHER) + " " + text.get(ColumnText.Kind.ON_UPDATE)).strip();
        List<Type> types = new ArrayList<>();
        if (more.isEmpty()) {
            portable(typeText).ifPresent(types::add);
        }
        types.add(nativeType(more.isEmpty() ? typeText : typeText + " " + more));
        for (Type type : types) {
            Optional<Column> column = column(name, type, text).filter(made -> same(written(made), text));
            if (column.isPresent()) {
                return column;
            }
        }
        return Optional.empty();
    }

    private Optional<Column> column(String name, Type type, ColumnText text) {
        Default initial = initial(text);
        String comment = string(behind(text.get(ColumnText.Kind.COMMENT), "COMMENT"));
        String collation = behind(text.get(ColumnText.Kind.COLLATE), "COLLATE");
        String check = text.get(ColumnText.Kind.CHECK);
        boolean known = (initial != null || !text.has(ColumnText.Kind.DEFAULT) || isNullDefault(text))
                && (comment != null || !text.has(ColumnText.Kind.COMMENT))
                && (formula(text) != null || !text.has(ColumnText.Kind.GENERATED))
                && (check.isEmpty() || check.startsWith("CHECK ("));
        return !known
                ? Optional.empty()
                : Optional.of(new Column(
                        name,
                        type,
                        !isNotNull(text),
                        initial,
                        text.has(ColumnText.Kind.AUTO_INCREMENT) ? Identity.byDefault() : null,
                        false,
                        false,
                        comment,
                        collation.isEmpty() ? null : collation,
                        formula(text),
                        check.isEmpty() ? null : check.substring("CHECK (".length(), check.length() - 1),
                        null));
    }

    /** What an operation makes of a column. */
    private ColumnText written(Column column) {
        var operation = new AddColumn(new ObjectName(null, "t"), column, false, false, null);
        return read(ddl.column(operation, column));
    }

    /** A column as it stands in a statement. */
    ColumnText read(String column) {
        return ColumnText.of(DefinitionText.parse(kind, "CREATE TABLE t (" + column + ")")
                .orElseThrow()
                .elements()
                .get(0));
    }

    static boolean isNotNull(ColumnText text) {
        return text.get(ColumnText.Kind.NULL).equalsIgnoreCase("NOT NULL");
    }

    private static boolean isNullDefault(ColumnText text) {
        return text.get(ColumnText.Kind.DEFAULT).equalsIgnoreCase("DEFAULT NULL");
    }

    static boolean isNumeric(ColumnText text) {
        return NUMERIC.matcher(text.get(ColumnText.Kind.TYPE)).matches();
    }

    /** The default; null where there is none, or none that an operation could say. */
    @Nullable
    Default initial(ColumnText text) {
        String initial = behind(text.get(ColumnText.Kind.DEFAULT), "DEFAULT");
        if (initial.isEmpty() || initial.equalsIgnoreCase("NULL")) {
            return null;
        }
        Matcher now = NOW.matcher(initial);
        if (now.matches()) {
            return new Default.Expression("CURRENT_TIMESTAMP" + (now.group(1) == null ? "" : now.group(1)));
        }
        Matcher number = NUMBER.matcher(initial);
        if (number.matches() && isNumeric(text)) {
            return new Default.Value(new BigDecimal(number.group(1)));
        }
        if (initial.startsWith("'")) {
            String value = string(initial);
            return value == null ? null : new Default.Value(value);
        }
        return new Default.Expression(inner(initial));
    }

    static @Nullable Generated formula(ColumnText text) {
        Matcher formula = FORMULA.matcher(text.get(ColumnText.Kind.GENERATED));
        return formula.matches() ? new Generated(formula.group(1), formula.group(2).equalsIgnoreCase("STORED")) : null;
    }

    static String behind(String clause, String word) {
        return clause.isEmpty() ? "" : clause.substring(word.length()).strip();
    }

    /** What a literal stands for; null for none, or one that is more than a string. */
    @Nullable
    String string(String literal) {
        List<Token> tokens = literal.isEmpty() ? List.of() : Tokens.of(kind, literal);
        return tokens.size() != 1 || tokens.get(0).sort() != Token.Sort.STRING
                ? null
                : tokens.get(0).name().replace("\\\\", "\\");
    }

    /** An expression without the parentheses around all of it. */
    static String inner(String expression) {
        if (!expression.startsWith("(") || !expression.endsWith(")")) {
            return expression;
        }
        int depth = 0;
        List<Token> tokens = Tokens.of(DatabaseKind.MYSQL, expression);
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && i < tokens.size() - 1) {
                return expression;
            }
        }
        return expression.substring(1, expression.length() - 1);
    }

    static Type nativeType(String text) {
        return new Type(Type.Kind.NATIVE, null, null, text, List.of(), null);
    }

    /** The type that every database has a word for, where this one's word is that very type. */
    private Optional<Type> portable(String text) {
        Matcher type = TYPE.matcher(text);
        if (!type.matches()) {
            return Optional.empty();
        }
        Integer length = type.group(2) == null ? null : Integer.valueOf(type.group(2));
        Integer scale = type.group(3) == null ? null : Integer.valueOf(type.group(3));
        Type.Kind of =
                switch (type.group(1)) {
                    case "varchar" -> Type.Kind.VARCHAR;
                    case "char" -> Type.Kind.CHAR;
                    case "int" -> Type.Kind.INTEGER;
                    case "bigint" -> Type.Kind.BIGINT;
                    case "smallint" -> Type.Kind.SMALLINT;
                    case "tinyint" -> length == null ? null : Type.Kind.BOOL;
                    case "date" -> Type.Kind.DATE;
                    case "time" -> Type.Kind.TIME;
                    case "datetime" -> Type.Kind.TIMESTAMP;
                    case "timestamp" -> Type.Kind.TIMESTAMP_TZ;
                    case "decimal" -> Type.Kind.DECIMAL;
                    case "float" -> length == null ? Type.Kind.REAL : null;
                    case "double" -> length == null ? Type.Kind.DOUBLE_PRECISION : null;
                    case "longtext" -> Type.Kind.TEXT;
                    case "longblob" -> Type.Kind.BYTES;
                    case "json" -> Type.Kind.JSON;
                    case "uuid" -> Type.Kind.UUID;
                    default -> null;
                };
        return of == null
                ? Optional.empty()
                : Optional.of(new Type(of, of == Type.Kind.BOOL ? null : length, scale, null, List.of(), null));
    }

    /** Whether two definitions of a column mean the same. */
    boolean same(ColumnText a, ColumnText b) {
        for (ColumnText.Kind each : ColumnText.Kind.values()) {
            if (!meant(each, a).equals(meant(each, b))) {
                return false;
            }
        }
        return true;
    }

    private String meant(ColumnText.Kind clause, ColumnText of) {
        String text = of.get(clause);
        return switch (clause) {
            // what a type of its own words says of more than the type is told apart by its reading
            case TYPE -> {
                String type = text.equalsIgnoreCase("boolean") ? "tinyint(1)" : Spelling.type(text);
                yield type.contains("'") ? type : type.replace(" ", "").toLowerCase(Locale.ROOT);
            }
            case NULL -> isNotNull(of) ? "NOT NULL" : "";
            case DEFAULT -> {
                String initial = behind(text, "DEFAULT");
                Matcher number = NUMBER.matcher(initial);
                Matcher now = NOW.matcher(initial);
                yield initial.equalsIgnoreCase("NULL")
                        ? ""
                        : number.matches() && isNumeric(of)
                                ? number.group(1)
                                : now.matches()
                                        ? "now" + now.group(1)
                                        : kind == DatabaseKind.MARIADB && !inner(initial).startsWith("'")
                                                ? inner(initial)
                                                : initial;
            }
            case CHARACTER_SET -> "";
            case COLLATE -> text.toLowerCase(Locale.ROOT);
            case GENERATED -> {
                Generated formula = formula(of);
                yield formula == null ? text : formula.toString();
            }
            case ON_UPDATE -> text.toLowerCase(Locale.ROOT).replace("()", "");
            default -> text;
        };
    }

    /** A foreign key; empty where an operation cannot say it. */
    Optional<Constraint.ForeignKey> foreignKey(DefinitionText.Element line) {
        List<Token> words = line.words();
        int at = 0;
        while (!words.get(at).is("REFERENCES")) {
            at++;
        }
        StringBuilder table = new StringBuilder();
        for (at++; !words.get(at).is("("); at++) {
            table.append(words.get(at).is(".") ? "." : written(words.get(at).name()));
        }
        List<String> targets = new ArrayList<>();
        for (at++; !words.get(at).is(")"); at++) {
            if (!words.get(at).is(",")) {
                targets.add(words.get(at).name());
            }
        }
        String rest = Tokens.text(spaced(words.subList(at + 1, words.size())));
        ReferentialAction deletion = null;
        ReferentialAction update = null;
        for (ReferentialAction action : ReferentialAction.values()) {
            deletion = rest.contains(" ON DELETE " + action.sql()) ? action : deletion;
            update = rest.contains(" ON UPDATE " + action.sql()) ? action : update;
        }
        String understood = (deletion == null ? "" : " ON DELETE " + deletion.sql())
                + (update == null ? "" : " ON UPDATE " + update.sql());
        boolean setsDefault = deletion == ReferentialAction.SET_DEFAULT || update == ReferentialAction.SET_DEFAULT;
        return !rest.equals(understood) || setsDefault
                ? Optional.empty()
                : Optional.of(new Constraint.ForeignKey(
                        line.name(),
                        line.columns(),
                        table.toString(),
                        targets,
                        deletion,
                        update,
                        null,
                        Constraint.Timing.IMMEDIATE));
    }

    /** A name as {@link ObjectName#parse} takes it. */
    private static String written(String name) {
        return name.contains(".") || name.startsWith("\"") ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }

    private static List<Token> spaced(List<Token> words) {
        List<Token> spaced = new ArrayList<>();
        for (Token word : words) {
            spaced.add(new Token(Token.Sort.BLANK, " "));
            spaced.add(word);
        }
        return spaced;
    }

    /** A check of a table; empty where an operation cannot say it. */
    Optional<Constraint.Check> check(DefinitionText.Element line) {
        String text = line.text();
        int open = text.indexOf('(', text.indexOf(" CHECK "));
        return text.endsWith(")")
                ? Optional.of(new Constraint.Check(line.name(), inner(inner(text.substring(open)))))
                : Optional.empty();
    }

    /** The columns of a primary key; empty where a part of a column or an order counts. */
    Optional<Constraint.PrimaryKey> primaryKey(DefinitionText.Element line) {
        return index(line)
                .filter(Wording::isPlain)
                .map(index -> new Constraint.PrimaryKey(null, line.columns(), Constraint.Timing.IMMEDIATE));
    }

    /** A unique key; empty where a part of a column or an order counts. */
    Optional<Constraint.Unique> unique(DefinitionText.Element line) {
        return index(line)
                .filter(index -> index.isUnique() && isPlain(index))
                .map(index ->
                        new Constraint.Unique(index.name(), line.columns(), true, Constraint.Timing.IMMEDIATE));
    }

    private static boolean isPlain(Index index) {
        return index.method() == null
                && index.keys().stream()
                        .allMatch(key -> !key.isExpression() && !key.isDescending() && key.length() == null);
    }

    /** An index; empty where an operation cannot say it. */
    Optional<Index> index(DefinitionText.Element line) {
        List<Token> tokens = line.tokens();
        List<IndexKey> keys = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        int at = 0;
        do {
            Token token = tokens.get(at++);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(")") || depth == 1 && token.is(",")) {
                keys.add(key(Tokens.text(part).strip()));
                part = new ArrayList<>();
            } else if (depth > 1 || depth == 1 && !token.is("(") || depth == 1 && !part.isEmpty()) {
                part.add(token);
            }
        } while (depth > 0 || keys.isEmpty());
        String rest = Tokens.text(tokens.subList(at, tokens.size())).strip();
        if (!rest.isEmpty() && !rest.equals("USING BTREE")) {
            return Optional.empty();
        }
        String method = line.isA("FULLTEXT") ? "FULLTEXT" : line.isA("SPATIAL") ? "SPATIAL" : null;
        return Optional.of(new Index(
                line.name().isEmpty() ? "PRIMARY" : line.name(),
                keys,
                line.isA("UNIQUE"),
                method == null && !rest.isEmpty() ? "BTREE" : method,
                List.of(),
                null,
                true,
                Map.of(),
                null));
    }

    private IndexKey key(String part) {
        boolean descending = part.endsWith(" DESC");
        String text = descending ? part.substring(0, part.length() - " DESC".length()) : part;
        if (text.startsWith("(")) {
            return new IndexKey(inner(text), true, descending, null, null, null, null);
        }
        List<Token> words = Token.of(kind, text);
        Integer length = words.size() == 1 ? null : Integer.valueOf(words.get(2).text());
        return new IndexKey(words.get(0).name(), false, descending, null, null, null, length);
    }
}
