/** Revision files: header, sections, checksum, and the template of a new one. */
@NullMarked
package dev.migrate.script;

import org.jspecify.annotations.NullMarked;
