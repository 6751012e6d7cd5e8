/** Runs a plan: lock, transactions, version table, history; on a database or into a SQL file. */
@NullMarked
package dev.migrate.engine;

import org.jspecify.annotations.NullMarked;
