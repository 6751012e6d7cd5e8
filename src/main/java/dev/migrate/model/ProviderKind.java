package dev.migrate.model;

/** The JPA providers that write a schema without a connection. */
enum ProviderKind {
    HIBERNATE,
    ECLIPSELINK,
    OTHER;

    static ProviderKind of(Object provider) {
        String name = provider.getClass().getName();
        if (name.startsWith("org.hibernate.")) {
            return HIBERNATE;
        }
        return name.startsWith("org.eclipse.persistence.") ? ECLIPSELINK : OTHER;
    }
}
