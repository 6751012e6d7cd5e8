package dev.migrate.sql;

import java.io.Reader;

/** A text that comes a few characters at a time, as from a slow disk. */
final class Crumbs extends Reader {

    private final String text;
    private final int size;
    private int at;

    Crumbs(String text, int size) {
        this.text = text;
        this.size = size;
    }

    @Override
    public int read(char[] target, int offset, int length) {
        int n = Math.min(Math.min(size, length), text.length() - at);
        if (n <= 0) {
            return length == 0 ? 0 : -1;
        }
        text.getChars(at, at + n, target, offset);
        at += n;
        return n;
    }

    @Override
    public void close() {}
}
