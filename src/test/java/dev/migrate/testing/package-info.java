/** Real servers for the tests: started once, a fresh database for each test, gone when the JVM ends. */
@NullMarked
package dev.migrate.testing;

import org.jspecify.annotations.NullMarked;
