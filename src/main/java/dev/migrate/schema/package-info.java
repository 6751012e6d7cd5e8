/** A database as values: what stands in it, and how two of them differ. */
@NullMarked
package dev.migrate.schema;

import org.jspecify.annotations.NullMarked;
