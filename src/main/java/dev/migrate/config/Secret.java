package dev.migrate.config;

import java.util.Arrays;

/** A password; printed as {@code ***}, and wiped after use. */
public final class Secret {

    private final char[] value;

    /** Keeps a copy. */
    public Secret(String value) {
        this.value = value.toCharArray();
    }

    /** The value itself, for the driver alone. */
    public String reveal() {
        return new String(value);
    }

    /** Overwrites the value. */
    public void clear() {
        Arrays.fill(value, '\0');
    }

    @Override
    public String toString() {
        return "***";
    }
}
