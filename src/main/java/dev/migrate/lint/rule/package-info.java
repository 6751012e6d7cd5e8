/** The rules of the review, one class each; each has its page in the documentation. */
@org.jspecify.annotations.NullMarked
package dev.migrate.lint.rule;
