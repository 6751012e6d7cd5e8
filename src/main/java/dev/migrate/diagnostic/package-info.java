/** What is wrong, where, and what to do about it. */
@NullMarked
package dev.migrate.diagnostic;

import org.jspecify.annotations.NullMarked;
