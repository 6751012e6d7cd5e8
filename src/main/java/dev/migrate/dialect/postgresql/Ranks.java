package dev.migrate.dialect.postgresql;

import dev.migrate.schema.ObjectKind;

/** The order in which a script reads well: what hinders goes first, then come types, tables, rules and views, and last goes what nobody needs. */
final class Ranks {

    /** What lets go of something that changes. */
    static final int LOOSEN = 19;

    /** A table that comes under its parents. */
    static final int JOIN = 38;

    /** A sequence that goes with its column from then on. */
    static final int OWN = 39;

    private Ranks() {}

    static int drop(ObjectKind kind, boolean comesBack) {
        return switch (kind) {
            case EVENT_TRIGGER -> 10;
            case PUBLICATION -> 11;
            case TRIGGER, RULE, POLICY -> 12;
            case VIEW, MATERIALIZED_VIEW -> 13;
            case STATISTICS -> 14;
            case FOREIGN_KEY -> 15;
            case INDEX -> 16;
            case CHECK, UNIQUE, EXCLUSION, PRIMARY_KEY -> 17;
            case COLUMN -> comesBack ? 33 : 60;
            case TABLE, FOREIGN_TABLE -> 62;
            case SEQUENCE -> 63;
            case OPERATOR_CLASS, CAST, AGGREGATE -> 64;
            case OPERATOR -> 65;
            case FUNCTION, PROCEDURE -> 66;
            case EXTENSION -> 68;
            case SCHEMA -> 69;
            default -> 67;
        };
    }

    static int make(ObjectKind kind) {
        return switch (kind) {
            case SCHEMA -> 20;
            case EXTENSION -> 21;
            case COLLATION -> 22;
            case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> 23;
            case TEXT_SEARCH, FOREIGN_SERVER -> 24;
            case SEQUENCE -> 25;
            case TABLE -> 30;
            case FOREIGN_TABLE -> 31;
            case COLUMN -> 33;
            case PRIMARY_KEY -> 40;
            case UNIQUE -> 41;
            case CHECK, EXCLUSION -> 42;
            case INDEX -> 43;
            case FOREIGN_KEY -> 45;
            case STATISTICS -> 46;
            case FUNCTION, PROCEDURE -> 47;
            case AGGREGATE, CAST, OPERATOR -> 48;
            case OPERATOR_CLASS -> 49;
            case VIEW -> 50;
            case MATERIALIZED_VIEW -> 51;
            case POLICY -> 52;
            case TRIGGER -> 53;
            case RULE -> 54;
            case PUBLICATION -> 55;
            case EVENT_TRIGGER -> 70;
            default -> 71;
        };
    }

    static int change(ObjectKind kind) {
        return switch (kind) {
            case TABLE -> 32;
            // beside the new ones of its table, so that one statement can do all
            case COLUMN -> 33;
            default -> make(kind);
        };
    }
}
