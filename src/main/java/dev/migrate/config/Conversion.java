package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts as values. What does not fit is thrown as a diagnostic without a place, and never quotes a secret. */
final class Conversion {

    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,9})h)?\\s*(?:(\\d{1,9})m)?\\s*(?:(\\d{1,9})s)?\\s*(?:(\\d{1,10})ms)?");
    /** The servers take time-outs as milliseconds in a signed integer. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private static final Duration SHORTEST_EXPIRY = Duration.ofSeconds(2);

    private Conversion() {}

    /** Throws where the text is no value of the setting. */
    static void check(SettingKey key, String text, Source source) {
        switch (key.type()) {
            case BOOLEAN -> bool(key, text, source);
            case COUNT -> count(key, text, source);
            case DURATION, LIMIT -> duration(key, text, source);
            case CHOICE -> choice(key, text, source);
            default -> {
                if (key.equals(SettingKey.TIMEZONE)) {
                    zone(key, text, source);
                } else if (key.equals(SettingKey.VERSION_TABLE) && text.isBlank()) {
                    throw bad(key, text, "is no name of a table")
                            .help(source.assignment(key.name(), "\"" + key.builtIn() + "\""))
                            .toException();
                }
            }
        }
    }

    static boolean bool(SettingKey key, String text, Source source) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw bad(key, text, "is neither true nor false")
                        .help(source.assignment(key.name(), "true"))
                        .toException();
        };
    }

    static int count(SettingKey key, String text, Source source) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw bad(key, text, "is no whole number from 0 to " + Integer.MAX_VALUE)
                .help(source.assignment(key.name(), key.builtIn() == null ? "3" : key.builtIn()))
                .toException();
    }

    /** The duration; null for {@code none}, and for 0 where that means no limit. */
    static @Nullable Duration duration(SettingKey key, String text, Source source) {
        String bare = text.strip().toLowerCase(Locale.ROOT);
        boolean limit = key.type() == SettingKey.Type.LIMIT;
        if (limit && bare.equals("none")) {
            return null;
        }
        String units = "units are ms, s, m and h, as in \"500ms\" or \"1m30s\""
                + (limit ? "; \"none\" is no limit" : "; \"0\" is not to wait at all");
        String example = source.assignment(key.name(), key.type().example());
        if (bare.matches("[1-9]\\d*")) {
            throw bad(key, text, "has no unit")
                    .note(units)
                    .help(source.assignment(key.name(), "\"" + bare + "s\""))
                    .toException();
        }
        var match = DURATION.matcher(bare);
        if (!bare.matches("0+") && (bare.isEmpty() || !match.matches())) {
            throw bad(key, text, "is no duration").note(units).help(example).toException();
        }
        Duration duration = Duration.ZERO;
        if (match.matches()) {
            duration = Duration.ofHours(number(match.group(1)))
                    .plusMinutes(number(match.group(2)))
                    .plusSeconds(number(match.group(3)))
                    .plusMillis(number(match.group(4)));
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw bad(key, text, "is longer than the 24 days that a server can count")
                    .help(limit ? source.assignment(key.name(), "\"none\"") : example)
                    .toException();
        }
        if (key.equals(SettingKey.LOCK_EXPIRY) && duration.compareTo(SHORTEST_EXPIRY) < 0) {
            throw bad(key, text, "is shorter than 2 s, in which a busy machine may give no sign of itself")
                    .help(source.assignment(key.name(), "\"" + key.builtIn() + "\""))
                    .toException();
        }
        return limit && duration.isZero() ? null : duration;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    static String choice(SettingKey key, String text, Source source) {
        if (key.choices().contains(text)) {
            return text;
        }
        String nearest = Nearest.of(SettingKey.snakeCase(text).replace('_', '-'), key.choices())
                .orElse(key.choices().get(0));
        throw bad(key, text, "is none of " + quoted(key.choices()))
                .help(source.assignment(key.name(), "\"" + nearest + "\""))
                .toException();
    }

    static ZoneId zone(SettingKey key, String text, Source source) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String nearest = Nearest.of(
                            text, ZoneId.getAvailableZoneIds().stream().sorted().toList())
                    .orElse("UTC");
            throw bad(key, text, "is no time zone")
                    .help(source.assignment(key.name(), "\"" + nearest + "\""))
                    .toException();
        }
    }

    /** {@code "a", "b" and "c"}. */
    static String quoted(List<String> words) {
        var text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(i == 0 ? "" : i == words.size() - 1 ? " and " : ", ")
                    .append('"')
                    .append(words.get(i))
                    .append('"');
        }
        return text.toString();
    }

    private static Diagnostic bad(SettingKey key, String text, String why) {
        return Diagnostic.error("config/bad-value", "\"" + key.name() + "\" is \"" + text + "\", which " + why);
    }
}
