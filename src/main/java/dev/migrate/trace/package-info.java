/** What statements really did when they were run on a scratch database: locks, rewritten tables, rows, time. */
@NullMarked
package dev.migrate.trace;

import org.jspecify.annotations.NullMarked;
