/** The safety review: what a revision would do to a database that is in use, told before it does. */
@org.jspecify.annotations.NullMarked
package dev.migrate.lint;
