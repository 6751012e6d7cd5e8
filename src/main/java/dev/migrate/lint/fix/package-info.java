/** Safe forms of statements, and how a revision is taken apart where the safe form needs a transaction of its own. */
@org.jspecify.annotations.NullMarked
package dev.migrate.lint.fix;
