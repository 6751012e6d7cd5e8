package dev.migrate.mojo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The time of the entries of a bundle: {@code project.build.outputTimestamp}, else the first that a zip can hold. */
final class ReleaseTime {

    private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ReleaseTime() {}

    /** A time as Maven writes it: ISO 8601, or seconds since 1970. */
    static LocalDateTime of(@Nullable String timestamp) {
        if (timestamp == null || timestamp.length() < 2) {
            return FIRST;
        }
        try {
            Instant instant = timestamp.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochSecond(Long.parseLong(timestamp))
                    : OffsetDateTime.parse(timestamp).toInstant();
            LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            return time.isBefore(FIRST) ? FIRST : time;
        } catch (DateTimeException | NumberFormatException e) {
            return FIRST;
        }
    }
}
