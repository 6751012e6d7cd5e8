package dev.migrate.model;

/**
 * A class that a JPA provider must be told of.
 *
 * @param name its name, of a package-info that of the package
 * @param sort what it is
 * @param api where its annotations come from, {@code jakarta} or {@code javax}; of a package-info with none of these, empty
 */
record ManagedClass(String name, Sort sort, String api) {

    /** What such a class is. */
    enum Sort {
        ENTITY,
        EMBEDDABLE,
        SUPERCLASS,
        CONVERTER,
        PACKAGE
    }
}
