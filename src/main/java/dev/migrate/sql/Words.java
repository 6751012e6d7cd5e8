package dev.migrate.sql;

import java.util.Locale;

/** Makes upper-case strings of words in a buffer; scripts repeat few words very often, so the last ones are kept. */
final class Words {

    private static final int SIZE = 1 << 10;
    private static final int LONGEST = 32;
    private static final String[] ASCII = ascii();

    private final String[] known = new String[SIZE];

    private static String[] ascii() {
        var strings = new String[128];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = String.valueOf((char) i);
        }
        return strings;
    }

    /** A single character as a string. */
    static String character(char c) {
        return c < 128 ? ASCII[c] : String.valueOf(c);
    }

    /** The word between two indices, upper-case. */
    String upper(char[] buf, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(buf, from, length).toUpperCase(Locale.ROOT);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            char c = buf[i];
            if (c >= 128) {
                return new String(buf, from, length).toUpperCase(Locale.ROOT);
            }
            hash = hash * 31 + (c >= 'a' && c <= 'z' ? c - 32 : c);
        }
        int slot = (hash ^ hash >>> 10) & SIZE - 1;
        String word = known[slot];
        if (word == null || !same(word, buf, from, length)) {
            word = new String(buf, from, length).toUpperCase(Locale.ROOT);
            known[slot] = word;
        }
        return word;
    }

    private static boolean same(String word, char[] buf, int from, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = buf[from + i];
            if (word.charAt(i) != (c >= 'a' && c <= 'z' ? c - 32 : c)) {
                return false;
            }
        }
        return true;
    }
}
