/** What a revision can say: sealed operations, each with its reverse or why there is none, and the recorder that takes them down. */
@NullMarked
package dev.migrate.operation;

import org.jspecify.annotations.NullMarked;
