/** One class a goal; the only package that knows Maven. */
@NullMarked
package dev.migrate.mojo;

import org.jspecify.annotations.NullMarked;
