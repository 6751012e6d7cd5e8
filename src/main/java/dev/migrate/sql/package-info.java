/** SQL text as statements that know their place. */
@NullMarked
package dev.migrate.sql;

import org.jspecify.annotations.NullMarked;
