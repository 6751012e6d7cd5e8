package dev.migrate.lint.online;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.TypeSpec;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to give a column another type, character set or collation. Measured on MySQL 8.0.31 and MariaDB 11.4; see also the MySQL 8.0 manual,
 * 15.12.1 "Column Operations", and the MariaDB documentation, "InnoDB Online DDL Operations with the INSTANT Alter Algorithm".
 */
final class ColumnChange {

    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "integer", "bigint");
    private static final Set<String> TEXTS = Set.of("tinytext", "text", "mediumtext", "longtext");
    private static final Map<String, String> SAME = Map.of(
            "boolean",
            "tinyint",
            "int1",
            "tinyint",
            "int3",
            "mediumint",
            "middleint",
            "mediumint",
            "real",
            "double precision",
            "nvarchar",
            "varchar",
            "nchar",
            "char",
            "long",
            "mediumtext");

    private final DatabaseKind kind;
    private final KnownTable table;
    private final Way copied;
    private final ColumnSpec from;
    private final ColumnSpec to;

    ColumnChange(DatabaseKind kind, KnownTable table, ColumnSpec from, ColumnSpec to) {
        this.kind = kind;
        this.table = table;
        this.from = from;
        this.to = to;
        this.copied = new Way(Algorithm.COPY, true, true, Cause.TYPE);
    }

    private Way copied(Cause cause) {
        return new Way(Algorithm.COPY, true, true, cause);
    }

    /** What it costs. */
    Way way() {
        TypeSpec before = from.type();
        TypeSpec now = to.type();
        if (before == null || now == null) {
            return copied;
        }
        String name = name(now);
        if (!name.equals(name(before)) || isUnsigned(before) != isUnsigned(now)) {
            return copied;
        }
        if (INTEGERS.contains(name)) {
            return Way.INSTANT;
        }
        boolean text = name.equals("varchar") || name.equals("char") || TEXTS.contains(name);
        Way charset = text || name.equals("enum") || name.equals("set") ? charset(name) : Way.INSTANT;
        if (name.equals("varchar") || name.equals("varbinary")) {
            return length(name, before, now).and(charset);
        }
        if (name.equals("enum") || name.equals("set")) {
            return values(name, before.arguments(), now.arguments()).and(charset);
        }
        return arguments(name, before).equals(arguments(name, now)) ? charset : copied;
    }

    static String name(TypeSpec type) {
        return SAME.getOrDefault(type.name(), type.name());
    }

    static boolean isCharacters(TypeSpec type) {
        String name = name(type);
        return Set.of("varchar", "char", "enum", "set").contains(name) || TEXTS.contains(name);
    }

    private static boolean isUnsigned(TypeSpec type) {
        return type.unsigned() || type.text().toLowerCase(Locale.ROOT).contains("zerofill");
    }

    private static List<String> arguments(String name, TypeSpec type) {
        List<String> said = type.arguments();
        return switch (name) {
            case "numeric" -> List.of(said.isEmpty() ? "10" : said.get(0), said.size() < 2 ? "0" : said.get(1));
            case "char", "binary", "bit" -> said.isEmpty() ? List.of("1") : said;
            case "datetime", "timestamp", "time" -> said.isEmpty() ? List.of("0") : said;
            case "year" -> List.of();
            default -> said;
        };
    }

    private Way length(String name, TypeSpec before, TypeSpec now) {
        int old = before.number(0).orElse(0);
        int length = now.number(0).orElse(0);
        if (length < old) {
            return copied;
        }
        long bytesBefore = (long) old * (name.equals("varbinary") ? 1 : bytes(charset(from)));
        long bytes = (long) length * (name.equals("varbinary") ? 1 : bytes(charset(to)));
        // up to 255 bytes a value's length is one byte of the row, above it is two; MariaDB writes one for short values
        // of either, if none could be
        // longer than 127
        boolean crosses = bytesBefore <= 255
                && bytes > 255
                && (kind != DatabaseKind.MARIADB
                        || bytesBefore > 127
                                && !"redundant".equalsIgnoreCase(table.options().get("row_format")));
        if (crosses) {
            return copied(Cause.VARCHAR);
        }
        return length == old ? Way.INSTANT : Way.metadata(kind);
    }

    private Way values(String name, List<String> before, List<String> now) {
        if (now.size() < before.size() || !now.subList(0, before.size()).equals(before)) {
            return copied(Cause.ENUM);
        }
        return room(name, before.size()) == room(name, now.size()) ? Way.INSTANT : copied(Cause.ENUM);
    }

    /** The bytes that a value takes (MySQL 8.0 manual, 11.7 "String Type Storage Requirements"). */
    private static int room(String name, int values) {
        if (name.equals("enum")) {
            return values > 255 ? 2 : 1;
        }
        int bytes = (values + 7) / 8;
        return bytes > 4 ? 8 : bytes;
    }

    private Way charset(String name) {
        String before = charset(from);
        String now = charset(to);
        boolean indexed = table.indexes().stream().anyMatch(i -> has(i.columns()))
                || table.constraints().stream().anyMatch(c -> has(c.columns()))
                || from.unique()
                || from.primaryKey();
        if (!Objects.equals(before, now)) {
            boolean wider =
                    "utf8mb3".equals(before) && "utf8mb4".equals(now) && !name.equals("enum") && !name.equals("set");
            return !wider || indexed && kind != DatabaseKind.MARIADB ? copied(Cause.CHARSET) : Way.metadata(kind);
        }
        if (Objects.equals(collation(from), collation(to))) {
            return Way.INSTANT;
        }
        if (!indexed) {
            return Way.metadata(kind);
        }
        return kind == DatabaseKind.MARIADB ? Way.nocopy(kind) : copied(Cause.CHARSET);
    }

    private boolean has(List<String> columns) {
        return columns.stream().anyMatch(from.name()::equalsIgnoreCase);
    }

    private @Nullable String charset(ColumnSpec column) {
        return charset(table, column);
    }

    /** The character set of a column: its own, or the table's, or the one that most servers have. */
    static String charset(KnownTable table, ColumnSpec column) {
        if (column.charset() != null) {
            return named(column.charset());
        }
        return Optional.ofNullable(column.collation())
                .map(ColumnChange::ofCollation)
                .or(() -> Optional.ofNullable(table.options().get("charset")).map(ColumnChange::named))
                .or(() -> Optional.ofNullable(table.options().get("collate")).map(ColumnChange::ofCollation))
                .orElse("utf8mb4");
    }

    static String named(String charset) {
        String lower = charset.toLowerCase(Locale.ROOT);
        return lower.equals("utf8") ? "utf8mb3" : lower;
    }

    static String ofCollation(String collation) {
        int end = collation.indexOf('_');
        return named(end < 0 ? collation : collation.substring(0, end));
    }

    private @Nullable String collation(ColumnSpec column) {
        String said = column.collation();
        if (said == null && column.charset() == null) {
            said = table.options().get("collate");
        }
        if (said == null) {
            return null;
        }
        String lower = said.toLowerCase(Locale.ROOT);
        boolean usual = kind == DatabaseKind.MYSQL
                && Set.of(
                                "utf8mb4_0900_ai_ci",
                                "utf8mb3_general_ci",
                                "utf8_general_ci",
                                "latin1_swedish_ci",
                                "ascii_general_ci")
                        .contains(lower);
        return usual ? null : lower;
    }

    static int bytes(@Nullable String charset) {
        return switch (charset == null ? "" : charset) {
            case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 4;
            case "utf8mb3", "ujis", "eucjpms" -> 3;
            case "ucs2", "sjis", "cp932", "euckr", "gbk", "gb2312", "big5" -> 2;
            default -> 1;
        };
    }
}
