package dev.migrate.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once on each of the given servers. It takes a {@link TestDatabase} as a parameter, among others if
 * it likes; so may its {@code @BeforeEach} methods. The database is fresh, and dropped afterwards.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(EachDatabase.class)
public @interface OnDatabases {
    /** The servers. */
    TestServer[] value();
}
