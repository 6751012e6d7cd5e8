package dev.migrate.dialect.postgresql;

import dev.migrate.operation.CreateTrigger;
import dev.migrate.operation.ObjectName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code pg_get_triggerdef} says of a trigger, read word by word. */
final class TriggerText {

    private final List<Token> tokens;
    private int at;

    private TriggerText(String definition) {
        tokens = Tokens.of(DatabaseKind.POSTGRESQL, definition);
    }

    /** The trigger as an operation; empty for what operations have no word: constraint triggers, TRUNCATE and transition tables. */
    static Optional<CreateTrigger> parse(SchemaObject trigger, boolean orReplace) {
        String definition = trigger.properties().get("definition");
        return definition == null ? Optional.empty() : new TriggerText(definition).read(trigger, orReplace);
    }

    private Optional<CreateTrigger> read(SchemaObject trigger, boolean orReplace) {
        if (!take("CREATE") || !take("TRIGGER")) {
            return Optional.empty();
        }
        name();
        String timing = take("INSTEAD") ? "INSTEAD OF" : take("BEFORE") ? "BEFORE" : "AFTER";
        if (!timing.equals("BEFORE")) {
            take(timing.equals("AFTER") ? "AFTER" : "OF");
        }
        Set<String> events = new LinkedHashSet<>();
        List<String> columns = new ArrayList<>();
        do {
            String event = name().toUpperCase(Locale.ROOT);
            if (event.equals("TRUNCATE")) {
                return Optional.empty();
            }
            events.add(event);
            if (take("OF")) {
                do {
                    columns.add(name());
                } while (take(","));
            }
        } while (take("OR"));
        if (!take("ON")) {
            return Optional.empty();
        }
        name();
        if (take(".")) {
            name();
        }
        if (!take("FOR") || !take("EACH")) {
            return Optional.empty();
        }
        boolean row = take("ROW");
        if (!row && !take("STATEMENT")) {
            return Optional.empty();
        }
        String condition = take("WHEN") ? parenthesized() : null;
        if (!take("EXECUTE") || !take("FUNCTION")) {
            return Optional.empty();
        }
        skip();
        String function = Tokens.text(tokens.subList(at, tokens.size()));
        ObjectName table = PostgresqlName.object(trigger.path());
        return Optional.of(new CreateTrigger(
                trigger.name(), table, timing, events, columns, row, condition, null, function, orReplace, null));
    }

    private @Nullable String parenthesized() {
        skip();
        int from = at + 1;
        int depth = 0;
        for (; at < tokens.size(); at++) {
            depth += tokens.get(at).is("(") ? 1 : tokens.get(at).is(")") ? -1 : 0;
            if (depth == 0) {
                return Tokens.text(tokens.subList(from, at++));
            }
        }
        return null;
    }

    private void skip() {
        while (at < tokens.size() && tokens.get(at).sort() == Token.Sort.BLANK) {
            at++;
        }
    }

    private boolean take(String word) {
        skip();
        boolean is = at < tokens.size() && tokens.get(at).is(word);
        at += is ? 1 : 0;
        return is;
    }

    private String name() {
        skip();
        return at < tokens.size() ? tokens.get(at++).name() : "";
    }
}
