package dev.migrate.lint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a server. */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    /** The first numbers of a text such as {@code 8.0.36-log} or {@code 18.1 (Debian)}. */
    public static Optional<ServerVersion> parse(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.find()
                ? Optional.of(new ServerVersion(
                        Integer.parseInt(numbers.group(1)), number(numbers.group(2)), number(numbers.group(3))))
                : Optional.empty();
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    /** Whether it is this version or a later one. */
    public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
        return compareTo(new ServerVersion(otherMajor, otherMinor, otherPatch)) >= 0;
    }

    /** Whether it is this version or a later one. */
    public boolean isAtLeast(int otherMajor) {
        return major >= otherMajor;
    }

    @Override
    public int compareTo(ServerVersion other) {
        int difference = Integer.compare(major, other.major);
        difference = difference == 0 ? Integer.compare(minor, other.minor) : difference;
        return difference == 0 ? Integer.compare(patch, other.patch) : difference;
    }

    @Override
    public String toString() {
        return major + "." + minor + (patch == 0 ? "" : "." + patch);
    }
}
