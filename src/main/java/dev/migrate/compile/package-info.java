/** Compiles Java revisions, keeps their classes by content, and loads them. */
@NullMarked
package dev.migrate.compile;

import org.jspecify.annotations.NullMarked;
