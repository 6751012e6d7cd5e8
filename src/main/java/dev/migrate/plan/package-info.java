/** Where a database stands, and the steps that bring it where it should be. */
@NullMarked
package dev.migrate.plan;

import org.jspecify.annotations.NullMarked;
