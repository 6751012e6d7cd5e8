/** The graph of revisions, and the names by which a revision is called. */
@NullMarked
package dev.migrate.revision;

import org.jspecify.annotations.NullMarked;
