package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ATTACH PARTITION of a table that has no CHECK from which its bounds follow: it is read under an ACCESS EXCLUSIVE
 * lock, and so is the default partition, where there is one (documentation of ALTER TABLE; seen on PostgreSQL 14 and
 * 18). The table that it becomes part of is under a SHARE UPDATE EXCLUSIVE lock alone.
 */
public final class AttachPartitionScans implements Rule {

    private static final Pattern KEY = Pattern.compile("(?i)(RANGE|LIST)\\s*\\(\\s*(\"[^\"]+\"|\\w+)\\s*\\)");
    private static final Pattern RANGE =
            Pattern.compile("(?is)FOR\\s+VALUES\\s+FROM\\s*\\((.*?)\\)\\s*TO\\s*\\((.*)\\)\\s*$");
    private static final Pattern LIST = Pattern.compile("(?is)FOR\\s+VALUES\\s+IN\\s*\\((.*)\\)\\s*$");

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P121", "attach-partition-without-check").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.AttachPartition.class).forEach(attach -> {
            Name parent = sight.change().onTable().orElseThrow();
            Name partition = attach.partition();
            Optional<KnownTable> known = sight.known().table(partition);
            boolean checked = known.map(table -> table.constraints().stream()
                            .anyMatch(c -> c.kind() == ConstraintSpec.Kind.CHECK && !c.notValid() && !c.notEnforced()))
                    .orElse(false);
            if (checked) {
                return;
            }
            Draft draft = sight.reportOnRows(
                            partition,
                            attach.span(),
                            "to attach \"" + partition
                                    + "\", PostgreSQL reads all of it to see that its rows belong there")
                    .aboutLock()
                    .note("the partition is under an ACCESS EXCLUSIVE lock meanwhile, and so is the default"
                            + " partition, where there is one; \""
                            + parent + "\" goes on (every version)")
                    .note("a valid CHECK from which the bounds follow saves the scan");
            Optional<String> condition = sight.known()
                    .partitionKey(parent)
                    .flatMap(key -> condition(key, SafeWay.text(sight, attach.span())));
            String name = sight.written(SafeWay.name(partition.name(), "bounds"));
            String action = SafeWay.alter(sight, parent, SafeWay.text(sight, attach.span()));
            draft.rewrite(condition
                    .map(check -> SafeWay.oneAfterTheOther(
                            SafeWay.alter(
                                    sight, partition, "ADD CONSTRAINT " + name + " CHECK (" + check + ") NOT VALID"),
                            SafeWay.alter(sight, partition, "VALIDATE CONSTRAINT " + name),
                            action + "\n" + SafeWay.alter(sight, partition, "DROP CONSTRAINT " + name)))
                    .orElse("give \"" + partition
                            + "\" a CHECK of its bounds, with NOT NULL of the key, as NOT VALID; VALIDATE it in the"
                            + " next revision, and attach it in the one after that"));
        });
    }

    /** The bounds as a condition, where there is one column and the bounds are plain. */
    private static Optional<String> condition(String key, String attach) {
        Matcher by = KEY.matcher(key);
        if (!by.matches()) {
            return Optional.empty();
        }
        String column = by.group(2);
        String some = column + " IS NOT NULL";
        Matcher bounds = by.group(1).equalsIgnoreCase("list") ? LIST.matcher(attach) : RANGE.matcher(attach);
        if (!bounds.find() || bounds.group(1).toLowerCase(java.util.Locale.ROOT).contains("null")) {
            return Optional.empty();
        }
        if (by.group(1).equalsIgnoreCase("list")) {
            return Optional.of(some + " AND " + column + " IN (" + bounds.group(1) + ")");
        }
        String from = bounds.group(1).strip();
        String to = bounds.group(2).strip();
        return Optional.of(some
                + (from.equalsIgnoreCase("minvalue") ? "" : " AND " + column + " >= " + from)
                + (to.equalsIgnoreCase("maxvalue") ? "" : " AND " + column + " < " + to));
    }
}
