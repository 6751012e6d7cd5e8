package dev.migrate.lint.rule;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.Finding;
import dev.migrate.lint.Review;
import dev.migrate.lint.ReviewSettings;
import dev.migrate.lint.Rule;
import dev.migrate.lint.ServerVersion;
import dev.migrate.lint.Sight;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The blocks of a page that begin with three backticks and {@code sql found} or {@code sql silent}. Behind that stand, where they are needed, the databases
 * ({@code mysql mariadb}; else all that the rule is about), {@code version=8.0.28}, {@code transaction=false}, and {@code rows=users:10}. What stands above a
 * line {@code -- now} has been applied long ago; {@code -- next revision} begins another one of the same run, {@code -- downgrade} the way back.
 */
record RuleCases(Path page, int line, boolean found, List<String> words, String sql) {

    static List<RuleCases> of(Path page) throws IOException {
        List<RuleCases> cases = new ArrayList<>();
        List<String> lines = Files.readAllLines(page, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).matches("```sql (found|silent)\\b.*")) {
                continue;
            }
            List<String> words =
                    List.of(lines.get(i).substring("```sql ".length()).split(" "));
            int begin = i;
            StringBuilder sql = new StringBuilder();
            for (i++; !lines.get(i).equals("```"); i++) {
                sql.append(lines.get(i)).append('\n');
            }
            cases.add(new RuleCases(page, begin + 1, words.get(0).equals("found"), words, sql.toString()));
        }
        return cases;
    }

    /** The databases that it is about. */
    List<DatabaseKind> kinds(Rule rule) {
        List<DatabaseKind> named =
                words.stream().flatMap(word -> DatabaseKind.byId(word).stream()).toList();
        return named.isEmpty() ? List.copyOf(rule.facts().databases()) : named;
    }

    private Optional<String> value(String key) {
        return words.stream()
                .filter(w -> w.startsWith(key + "="))
                .map(w -> w.substring(key.length() + 1))
                .findFirst();
    }

    /** What the rule finds in it. */
    List<Finding> review(Rule rule, DatabaseKind kind) {
        Map<String, Long> rows = new HashMap<>();
        value("rows").ifPresent(text -> {
            for (String one : text.split(",")) {
                rows.put(one.split(":")[0], Long.parseLong(one.split(":")[1]));
            }
        });
        ReviewSettings settings = new ReviewSettings(
                Map.of(rule.facts().id(), Optional.of(rule.facts().severity())),
                ReviewSettings.SMALL,
                List.of(),
                value("version").flatMap(ServerVersion::parse).orElse(null),
                table -> rows.containsKey(table.name())
                        ? OptionalLong.of(rows.get(table.name()))
                        : OptionalLong.empty());
        Review review = new Review(List.of(rule), settings);
        String before = sql.contains("-- now\n") ? sql.substring(0, sql.indexOf("-- now\n")) : "";
        String now = sql.contains("-- now\n") ? sql.substring(sql.indexOf("-- now\n") + "-- now\n".length()) : sql;
        statements(kind, before, 0).forEach(s -> review.note(kind, s));
        review.beginRun();
        boolean transactional = !value("transaction").orElse("").equals("false");
        int at = line + (int) before.lines().count() + (before.isEmpty() ? 0 : 1);
        boolean first = true;
        for (String revision : now.split("(?<=\n)-- next revision\n")) {
            String[] ways = revision.split("(?:^|(?<=\n))-- downgrade\n", 2);
            List<Sight.Seen> upgrade = new ArrayList<>();
            statements(kind, ways[0], at).forEach(one -> Review.see(kind, one, upgrade));
            List<Sight.Seen> downgrade = new ArrayList<>();
            if (ways.length > 1) {
                statements(kind, ways[1], at).forEach(one -> Review.see(kind, one, downgrade));
            }
            review.begin(new Review.Subject(
                    "1a2b",
                    page,
                    SourceSpan.of(page, at),
                    kind,
                    transactional,
                    !first,
                    upgrade,
                    downgrade,
                    ways.length > 1));
            for (Statement s : statements(kind, ways[0], at)) {
                review.statement(s, SourceSpan.of(page, s.line(), s.column(), 1), s.directives());
            }
            review.end();
            at += (int) revision.lines().count() + 1;
            first = false;
        }
        return review.findings();
    }

    private List<Statement> statements(DatabaseKind kind, String text, int line) {
        SqlScanner scanner = new SqlScanner(kind, new StringReader(text), page, line + 1);
        List<Statement> all = new ArrayList<>();
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            all.add(s);
        }
        return all;
    }
}
