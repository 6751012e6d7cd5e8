package dev.migrate.script;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** A message as a part of a file name. */
final class Slug {

    /** Letters that no decomposition takes apart. */
    private static final Map<String, String> LETTERS =
            Map.of("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i");

    private Slug() {}

    /**
     * The message in {@code [a-z0-9_]}, accents taken off and everything else as underscores; cut at the last underscore that keeps
     * it within {@code longest}, as Alembic does. Empty where nothing is left.
     */
    static String of(String message, int longest) {
        String letters = message.toLowerCase(Locale.ROOT);
        for (var letter : LETTERS.entrySet()) {
            letters = letters.replace(letter.getKey(), letter.getValue());
        }
        String slug = Normalizer.normalize(letters, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (slug.length() <= longest) {
            return slug;
        }
        int cut = slug.lastIndexOf('_', longest);
        return cut > 0 ? slug.substring(0, cut) : slug.substring(0, Math.max(1, longest));
    }

    /** A slug as the name of a Java class. */
    static String className(String slug) {
        var name = new StringBuilder();
        for (String word : slug.split("_")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "Revision" + name : name.toString();
    }
}
