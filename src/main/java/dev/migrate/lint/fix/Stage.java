package dev.migrate.lint.fix;

import java.util.List;

/**
 * What is to stand in one revision.
 *
 * @param transactional whether its upgrade runs in a transaction
 * @param upgrade its statements with what stands above them and their terminators
 * @param downgrade those of its downgrade
 */
public record Stage(boolean transactional, List<String> upgrade, List<String> downgrade) {

    /** Copies the lists. */
    public Stage {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
    }

    /** Whether the downgrade runs in a transaction. */
    public boolean downgradesInTransaction() {
        return downgrade.stream().noneMatch(sql -> sql.contains(" CONCURRENTLY "));
    }
}
