/** The plugin beside a real Alembic: the same graphs, the same commands, the same answers. */
@NullMarked
package dev.migrate.alembic;

import org.jspecify.annotations.NullMarked;
