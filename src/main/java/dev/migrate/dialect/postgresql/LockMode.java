package dev.migrate.dialect.postgresql;

import dev.migrate.trace.Blocks;

/** PostgreSQL's locks on tables, from the weakest to the strongest (documentation, "Explicit Locking", table 13.2). */
enum LockMode {
    ACCESS_SHARE("AccessShareLock", Blocks.NOTHING),
    ROW_SHARE("RowShareLock", Blocks.NOTHING),
    ROW_EXCLUSIVE("RowExclusiveLock", Blocks.NOTHING),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", Blocks.SCHEMA_CHANGES),
    SHARE("ShareLock", Blocks.WRITES),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", Blocks.WRITES),
    EXCLUSIVE("ExclusiveLock", Blocks.WRITES),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", Blocks.READS_AND_WRITES);

    private final String catalogName;
    private final Blocks blocks;

    LockMode(String catalogName, Blocks blocks) {
        this.catalogName = catalogName;
        this.blocks = blocks;
    }

    /** The mode that {@code pg_locks} calls so. */
    static LockMode of(String catalogName) {
        for (LockMode mode : values()) {
            if (mode.catalogName.equals(catalogName)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(catalogName);
    }

    /** Whom it keeps waiting. */
    Blocks blocks() {
        return blocks;
    }

    /** As {@code LOCK TABLE … IN … MODE} has it. */
    String words() {
        return name().replace('_', ' ');
    }
}
