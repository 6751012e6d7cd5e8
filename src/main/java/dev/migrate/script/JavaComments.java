package dev.migrate.script;

import dev.migrate.sql.Statement.Directive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments of a revision in Java that stand on lines of their own before a call, and tell the plugin something about it. */
public final class JavaComments {

    private static final Pattern DIRECTIVE = Pattern.compile("\\s*//\\s*(lint:[a-z-]*)\\s*(.*)");

    private final List<String> lines;

    private JavaComments(List<String> lines) {
        this.lines = lines;
    }

    /** Those of a script; empty where it is not written in Java. */
    public static Optional<JavaComments> of(Path file) {
        if (!JavaScript.isJava(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JavaComments(Files.readAllLines(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directives right before a line, counted from 1. */
    public List<Directive> before(int line) {
        List<Directive> found = new ArrayList<>();
        for (int i = Math.min(line - 2, lines.size() - 1); i >= 0; i--) {
            String text = lines.get(i);
            if (!text.isBlank() && !text.strip().startsWith("//")) {
                break;
            }
            Matcher directive = DIRECTIVE.matcher(text);
            if (directive.matches()) {
                found.add(
                        0, new Directive(directive.group(1), directive.group(2).strip(), i + 1));
            }
        }
        return found;
    }
}
