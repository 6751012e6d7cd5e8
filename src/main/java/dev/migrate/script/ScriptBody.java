package dev.migrate.script;

/**
 * What is to stand in the sections of a new script.
 *
 * @param upgrade the statements of the upgrade, each line as it will stand; for Java the body of the method
 * @param downgrade those of the downgrade
 * @param upgradeInTransaction whether the upgrade runs in a transaction
 * @param downgradeInTransaction whether the downgrade does
 */
public record ScriptBody(
        String upgrade, String downgrade, boolean upgradeInTransaction, boolean downgradeInTransaction) {

    /** Statements for a transaction. */
    public ScriptBody(String upgrade, String downgrade) {
        this(upgrade, downgrade, true, true);
    }
}
