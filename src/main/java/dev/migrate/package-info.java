/** What a user's own Java code compiles against. */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
