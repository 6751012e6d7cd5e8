package dev.migrate;

import java.time.Duration;

/** How rows are changed in batches, each of which is committed; the revision is then no longer one transaction. */
public interface Backfill {

    /** The columns by whose ranges the table is gone through; its primary key, as a rule. */
    Backfill key(String... columns);

    /** What is set, as behind UPDATE's SET. */
    Backfill set(String assignments);

    /** The rows are deleted instead. */
    Backfill delete();

    /** For which rows. */
    Backfill where(String condition);

    /** How many rows a batch has; 10,000 unless given, 1,000,000 at most. */
    Backfill batchSize(int rows);

    /** How long to rest behind each batch. */
    Backfill pause(Duration pause);
}
