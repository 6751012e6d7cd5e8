package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts values in for {@code ${env.NAME}}, {@code ${file:PATH}} and Maven's {@code ${…}}. {@code $${} stays as {@code
 * ${}; what is put in is not looked at again, so a password may hold any character.
 */
final class Expansion {

    private static final String ENV = "env.";
    private static final String FILE = "file:";

    private final Path base;
    private final Function<String, Optional<String>> osVariables;
    private final Function<String, Optional<String>> mavenProperties;

    Expansion(EnvironmentRequest request) {
        this.base = request.base();
        this.osVariables = request.osVariables();
        this.mavenProperties = request.mavenProperties();
    }

    /** The text with every expression replaced; all that cannot be is told at once. */
    String expand(SettingKey key, Node.Scalar scalar, Source source) {
        String text = scalar.text();
        if (!text.contains("${")) {
            return text;
        }
        // a hook is SQL for the scripts' own placeholders too: what is unknown here may be known there
        boolean strict = key.type() != SettingKey.Type.COMMANDS;
        List<Diagnostic> faults = new ArrayList<>();
        var result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int begin = text.indexOf("${", at);
            int end = begin < 0 ? -1 : text.indexOf('}', begin);
            if (end < 0) {
                break;
            }
            if (begin > at && text.charAt(begin - 1) == '$') {
                result.append(text, at, strict ? begin - 1 : begin).append("${");
                at = begin + 2;
                continue;
            }
            result.append(text, at, begin);
            String expression = text.substring(begin, end + 1);
            String name = text.substring(begin + 2, end);
            try {
                result.append(value(key, name, strict, expression));
            } catch (MigrateException e) {
                Place place = source.placeWithin(scalar.place(), expression);
                e.diagnostics().forEach(fault -> faults.add(source.locate(fault, place)));
            }
            at = end + 1;
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return result.append(text, at, text.length()).toString();
    }

    private String value(SettingKey key, String name, boolean strict, String expression) {
        if (name.startsWith(ENV)) {
            String variable = name.substring(ENV.length());
            return osVariables.apply(variable).orElseThrow(() -> Diagnostic.error(
                            "config/unset-variable", "the environment variable \"" + variable + "\" is not set")
                    .note("\"" + key.name() + "\" needs it")
                    .help("export " + variable + "=…")
                    .toException());
        }
        if (name.startsWith(FILE)) {
            return file(key, name.substring(FILE.length()));
        }
        Optional<String> property = mavenProperties.apply(name);
        if (property.isPresent()) {
            return property.get();
        }
        if (!strict) {
            return expression;
        }
        var fault = Diagnostic.error("config/unknown-property", "\"" + expression + "\" is no property of the project")
                .note("\"" + key.name() + "\" needs it; $${ stands for a plain ${");
        throw (osVariables.apply(name).isPresent()
                        ? fault.help("did you mean \"${env." + name + "}\"?")
                        : fault.help("-D" + name + "=…"))
                .toException();
    }

    private String file(SettingKey key, String path) {
        String reason;
        try {
            String text = Files.readString(base.resolve(path), StandardCharsets.UTF_8);
            // tools that write secrets end the file with a line end, which is no part of them
            if (text.endsWith("\n")) {
                text = text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
            }
            return text;
        } catch (java.nio.charset.CharacterCodingException e) {
            reason = "it is not UTF-8";
        } catch (IOException e) {
            reason = Reason.of(e);
        } catch (InvalidPathException e) {
            reason = "that is no path";
        }
        throw Diagnostic.error("config/unreadable-file", "the file \"" + path + "\" cannot be read: " + reason)
                .note("\"" + key.name() + "\" needs it")
                .toException();
    }
}
