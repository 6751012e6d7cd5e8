/** One class a use case, and the wiring. */
@NullMarked
package dev.migrate.command;

import org.jspecify.annotations.NullMarked;
