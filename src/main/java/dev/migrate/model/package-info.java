/** Where a desired schema comes from: JPA entities, schema.sql, another environment. */
@NullMarked
package dev.migrate.model;

import org.jspecify.annotations.NullMarked;
