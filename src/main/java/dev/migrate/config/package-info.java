/** An environment's settings, and where each of them came from; secrets are never printed. */
@NullMarked
package dev.migrate.config;

import org.jspecify.annotations.NullMarked;
