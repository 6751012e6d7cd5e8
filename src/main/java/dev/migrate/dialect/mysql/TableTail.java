package dev.migrate.dialect.mysql;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What stands behind the parentheses of CREATE TABLE, as SHOW CREATE TABLE gives it.
 *
 * @param options the options by name, in upper case, with their values as written
 * @param versioned whether MariaDB keeps the table's history
 * @param partitions what stands behind PARTITION BY; empty where the table has no partitions
 */
record TableTail(Map<String, String> options, boolean versioned, String partitions) {

    /** How an option that is taken away is put back; the others take the word DEFAULT. */
    private static final Map<String, String> UNSET = Map.ofEntries(
            Map.entry("COMMENT", "''"),
            Map.entry("CHECKSUM", "0"),
            Map.entry("DELAY_KEY_WRITE", "0"),
            Map.entry("MAX_ROWS", "0"),
            Map.entry("MIN_ROWS", "0"),
            Map.entry("AVG_ROW_LENGTH", "0"),
            Map.entry("KEY_BLOCK_SIZE", "0"),
            Map.entry("COMPRESSION", "''"),
            Map.entry("ENCRYPTION", "'N'"),
            Map.entry("CONNECTION", "''"),
            Map.entry("AUTOEXTEND_SIZE", "0"),
            Map.entry("ENGINE_ATTRIBUTE", "''"),
            Map.entry("SECONDARY_ENGINE", "NULL"),
            Map.entry("UNION", "()"));

    static TableTail of(DatabaseKind kind, List<Token> tail) {
        List<Token> tokens = tail.stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .toList();
        Map<String, String> options = new LinkedHashMap<>();
        boolean versioned = false;
        StringBuilder partitions = new StringBuilder();
        int i = 1;
        while (i < tokens.size()) {
            if (tokens.get(i).is("PARTITION")) {
                partitions.append(behindPartitionBy(tail));
                break;
            }
            if (tokens.get(i).is("WITH")) {
                versioned = true;
                i += 3;
                continue;
            }
            StringBuilder name = new StringBuilder();
            boolean bare = tokens.get(i).is("TABLESPACE");
            while (i < tokens.size() && !tokens.get(i).is("=")) {
                name.append(name.isEmpty() ? "" : " ").append(tokens.get(i++).name());
                if (bare) {
                    break;
                }
            }
            i += i < tokens.size() && tokens.get(i).is("=") ? 1 : 0;
            StringBuilder value = new StringBuilder();
            int depth = 0;
            do {
                if (i >= tokens.size()) {
                    break;
                }
                Token token = tokens.get(i++);
                depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
                value.append(token.text());
            } while (depth > 0);
            options.put(name.toString().toUpperCase(Locale.ROOT), value.toString());
        }
        return new TableTail(options, versioned, partitions.toString());
    }

    private static String behindPartitionBy(List<Token> tail) {
        int at = 0;
        while (!tail.get(at).is("BY")) {
            at++;
        }
        return Tokens.text(tail.subList(at + 1, tail.size())).strip();
    }

    String engine() {
        return options.getOrDefault("ENGINE", "");
    }

    boolean isInnodb() {
        return engine().equalsIgnoreCase("InnoDB");
    }

    /** The options other than engine, character set, collation, comment and what is no part of a schema. */
    Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>(options);
        others.keySet()
                .removeAll(List.of(
                        "ENGINE", "AUTO_INCREMENT", "DEFAULT CHARSET", "CHARSET", "COLLATE", "COMMENT", "START TRANSACTION"));
        // what InnoDB does anyway
        if (isInnodb() && "DYNAMIC".equalsIgnoreCase(others.get("ROW_FORMAT"))) {
            others.remove("ROW_FORMAT");
        }
        return others;
    }

    /** The value that takes an option back. */
    static String unset(String option) {
        return UNSET.getOrDefault(option, "DEFAULT");
    }
}
