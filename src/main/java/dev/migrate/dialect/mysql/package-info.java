/** MySQL, and MariaDB as its flavour: how it differs. */
@NullMarked
package dev.migrate.dialect.mysql;

import org.jspecify.annotations.NullMarked;
