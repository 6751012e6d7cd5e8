package dev.migrate;

/** Whose privileges change, and on what. */
public interface PrivilegeChange {

    /** A table or view. */
    PrivilegeChange on(String table);

    /** Something else, written as it stands: {@code onObject("SCHEMA billing")}. */
    PrivilegeChange onObject(String sql);

    /** Who gets them. */
    PrivilegeChange to(String... roles);

    /** Who loses them. */
    PrivilegeChange from(String... roles);

    /** Who gets them may pass them on. */
    PrivilegeChange withGrantOption();
}
