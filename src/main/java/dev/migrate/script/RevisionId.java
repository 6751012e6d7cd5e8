package dev.migrate.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Makes the ids of new revisions. */
public final class RevisionId {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT);

    private RevisionId() {}

    /**
     * An id such as {@code 20240115_103000_a1b2c3d4}: the time, so that ids sort as they were made, and 8 hex digits of a SHA-256
     * over time and random UUID, so that two people who write at the same second do not meet.
     */
    public static String next(Instant time, ZoneId zone, UUID random) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((time + "/" + random).getBytes(StandardCharsets.UTF_8));
            return TIME.format(time.atZone(zone)) + "_" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
