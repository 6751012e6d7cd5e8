package dev.migrate.lint.fix;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import dev.migrate.lint.online.Algorithm;
import dev.migrate.lint.online.OnlineDdl;
import dev.migrate.lint.online.Way;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL's and MariaDB's statements with the algorithm said that they are expected to take: the server then refuses to do more. */
final class MysqlForms {

    private final Sight sight;
    private final String text;

    MysqlForms(Sight sight) {
        this.sight = sight;
        this.text = sight.statement().text();
    }

    Optional<Fix> fix() {
        Change change = sight.change();
        if (change instanceof Change.AlterTable alter) {
            boolean told = alter.algorithm() != null || alter.lock() != null;
            // an option of partitions takes no algorithm, and RENAME TABLE neither
            boolean takesNone = sight.statement().startsWith("RENAME")
                    || alter.actions().isEmpty()
                    || alter.actions().stream().anyMatch(Action.Repartition.class::isInstance);
            return told || takesNone
                    ? Optional.empty()
                    : ddl().way(alter, table(alter.table())).flatMap(way -> said(way, ", "));
        }
        if (change instanceof Change.CreateIndex create && create.algorithm() == null && create.lock() == null) {
            return index(new Action.AddIndex(create.index(), new Span(0, 0)), create.table());
        }
        // MariaDB's DROP INDEX takes no ALGORITHM (error 1064 on 11.4)
        if (change instanceof Change.DropIndex drop
                && sight.kind() == DatabaseKind.MYSQL
                && drop.algorithm() == null
                && drop.lock() == null
                && drop.table() != null) {
            return index(
                    new Action.RemoveIndex(drop.indexes().get(0).name(), new Span(0, 0)), drop.table());
        }
        return Optional.empty();
    }

    private Optional<Fix> index(Action action, Name table) {
        return ddl().way(action, List.of(action), table(table)).flatMap(way -> said(way, " "));
    }

    private OnlineDdl ddl() {
        boolean checks = sight.before().stream()
                .map(Sight.Seen::change)
                .filter(change -> change instanceof Change.Setting set && set.name().equals("foreign_key_checks"))
                .map(Change.Setting.class::cast)
                .reduce((first, last) -> last)
                .map(set -> !set.value().matches("(?i)0|off|false"))
                .orElse(true);
        return new OnlineDdl(sight.kind(), sight.version().orElse(null), checks);
    }

    private @Nullable KnownTable table(Name name) {
        return sight.known().table(name).orElse(null);
    }

    private Optional<Fix> said(Way way, String between) {
        if (way.algorithm() == Algorithm.COPY || way.blocksWrites()) {
            return Optional.empty();
        }
        String whole = text.substring(0, end()) + between + way.clause().replace(", ", between) + text.substring(end());
        return Optional.of(
                new Fix(sight.revision().id(), Set.of("M101"), sight.statement(), List.of(whole), null, false));
    }

    /** Where the statement ends, but for comments. */
    private int end() {
        int offset = 0;
        int end = 0;
        for (Token token : Tokens.of(sight.kind(), text)) {
            offset += token.text().length();
            end = token.sort() == Token.Sort.BLANK ? end : offset;
        }
        return end;
    }
}
