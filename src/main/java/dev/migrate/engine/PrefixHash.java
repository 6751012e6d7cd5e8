package dev.migrate.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running hash over the statements of a section, so that an edit of what has been run already is noticed. */
final class PrefixHash {

    private byte[] state = new byte[32];

    /** Takes one more statement in, by what it is made of; line ends do not count. */
    void add(String identity) {
        MessageDigest digest = sha256();
        digest.update(state);
        digest.update(identity.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        state = digest.digest();
    }

    /** The hash so far, with its algorithm. */
    String value() {
        return "sha256:" + HexFormat.of().formatHex(state);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
