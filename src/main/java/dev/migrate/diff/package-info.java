/** Two schemas as the operations that make one into the other. */
@NullMarked
package dev.migrate.diff;

import org.jspecify.annotations.NullMarked;
