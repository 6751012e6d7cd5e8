package dev.migrate.dialect;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The names of scratch databases: recognisable, so that what a killed process left is found, and one grant fits all. */
public final class ScratchName {

    /** What every name begins with; nothing but a scratch database is expected to. */
    public static final String PREFIX = "migrate_scratch_";

    /** The digits behind the prefix, hexadecimal. */
    public static final int DIGITS = 8;

    private ScratchName() {}

    /** A new name. */
    public static String fresh() {
        byte[] bytes = new byte[DIGITS / 2];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + HexFormat.of().formatHex(bytes);
    }
}
