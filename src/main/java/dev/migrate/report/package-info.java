/** Results for people and machines: text, JSON, a progress bar. */
@NullMarked
package dev.migrate.report;

import org.jspecify.annotations.NullMarked;
