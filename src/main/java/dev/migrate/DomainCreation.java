package dev.migrate;

import org.jspecify.annotations.Nullable;

/** More about a new domain. */
public interface DomainCreation {

    /** No NULL. */
    DomainCreation notNull();

    /** A default, written as a literal. */
    DomainCreation defaultValue(@Nullable Object value);

    /** An expression as its default. */
    DomainCreation defaultExpression(String sql);

    /** A condition for {@code VALUE}. */
    DomainCreation check(String condition);
}
