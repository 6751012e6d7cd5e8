/** How MySQL and MariaDB carry out an ALTER TABLE: at once, while others write, or while others wait. */
@org.jspecify.annotations.NullMarked
package dev.migrate.lint.online;
