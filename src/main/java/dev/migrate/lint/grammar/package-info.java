/** What a statement does to the schema and its rows, read from its tokens. */
@org.jspecify.annotations.NullMarked
package dev.migrate.lint.grammar;
