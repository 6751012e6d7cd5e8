package dev.migrate.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Unpacks the tar files that servers come in: folders, files with their executable bit, relative symbolic links. */
final class TarArchive {
    private static final int BLOCK = 512;

    private TarArchive() {}

    static void unpack(InputStream archive, Path folder) throws IOException {
        DataInputStream in = new DataInputStream(archive);
        byte[] header = new byte[BLOCK];
        while (true) {
            in.readFully(header);
            if (header[0] == 0) {
                return;
            }
            String prefix = text(header, 345, 155);
            String name = text(header, 0, 100);
            Path path = folder.resolve(prefix.isEmpty() ? name : prefix + "/" + name)
                    .normalize();
            if (!path.startsWith(folder)) {
                throw new IOException("an entry of the archive stands outside it: " + name);
            }
            long size = octal(header, 124, 12);
            switch (header[156]) {
                case '5' -> Files.createDirectories(path);
                case '2' -> link(path, Path.of(text(header, 157, 100)));
                case '0', 0 -> file(in, path, size, (octal(header, 100, 8) & 0100) != 0);
                default -> in.skipNBytes(size);
            }
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        }
    }

    private static void link(Path path, Path target) throws IOException {
        if (!target.isAbsolute()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, target);
        }
    }

    private static void file(InputStream in, Path path, long size, boolean executable) throws IOException {
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException(path.toString());
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        if (executable) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static long octal(byte[] header, int offset, int length) {
        return Long.parseLong(text(header, offset, length).trim(), 8);
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }
}
