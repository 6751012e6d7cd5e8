/** What differs between databases: connecting, locking, the plugin's own tables, sending statements. */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
