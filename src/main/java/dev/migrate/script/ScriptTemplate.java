package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a new script.
 *
 * <p>A template is a text with tokens: <code>${header}</code> (title and keys, a line each, every line begun as its own line is, such as
 * with {@code -- }), or, one by one, <code>${title}</code>, <code>${revision}</code>, <code>${revises}</code>,
 * <code>${created}</code>, <code>${labels}</code>, <code>${depends-on}</code>, <code>${replaces}</code>; for Java also
 * <code>${class}</code>; <code>${upgrade}</code> and <code>${downgrade}</code> for the statements that autogenerate writes.
 * <code>$${</code> is a plain <code>${</code>.
 *
 * @param name what {@code migrate:list-templates} shows, or the file it came from
 * @param description what it is for, in a line
 * @param extension {@code sql} or {@code java}
 * @param body the text with its tokens
 */
public record ScriptTemplate(String name, String description, String extension, String body) {

    private static final Pattern TOKEN = Pattern.compile("\\$(\\$\\{|\\{([A-Za-z-]*)})");
    private static final Set<String> TAKEN = Set.of(
            "Migration", "Operations", "Columns", "Column", "Row", "Override", "String", "Object", "Integer", "Long");
    private static final Pattern KEY_LIKE = Pattern.compile("([A-Za-z-]+)[ \\t]*:.*");

    /** The templates that come with the plugin; the first is the default. */
    public static List<ScriptTemplate> builtIn() {
        return List.of(
                new ScriptTemplate(
                        "sql",
                        "SQL with an upgrade and a downgrade",
                        "sql",
                        "-- ${header}\n\n-- migrate:upgrade\n\n\n-- migrate:downgrade\n\n"),
                new ScriptTemplate(
                        "sql-minimal", "SQL with an upgrade alone", "sql", "-- ${header}\n\n-- migrate:upgrade\n\n"),
                new ScriptTemplate(
                        "sql-nontransactional",
                        "SQL outside of a transaction, as CREATE INDEX CONCURRENTLY needs it",
                        "sql",
                        "-- ${header}\n\n"
                                + "-- migrate:upgrade transaction=false\n\n\n"
                                + "-- migrate:downgrade transaction=false\n\n"),
                new ScriptTemplate(
                        "sql-verified",
                        "SQL with an upgrade, a downgrade, and queries that tell whether the upgrade did its work",
                        "sql",
                        "-- ${header}\n\n-- migrate:upgrade\n\n\n-- migrate:downgrade\n\n\n-- migrate:verify\n\n"),
                new ScriptTemplate(
                        "java",
                        "Java with an upgrade and a downgrade",
                        "java",
                        "/*\n * ${header}\n */\nimport static dev.migrate.Columns.*;\n\nimport dev.migrate.Migration;\n"
                                + "import dev.migrate.Operations;\n\nclass ${class} implements Migration {\n\n"
                                + "    @Override\n    public void upgrade(Operations op) {\n    }\n\n"
                                + "    @Override\n    public void downgrade(Operations op) {\n    }\n}\n"),
                new ScriptTemplate(
                        "java-reversible",
                        "Java with an upgrade alone, whose reverse is the downgrade",
                        "java",
                        "/*\n * ${header}\n */\nimport static dev.migrate.Columns.*;\n\nimport dev.migrate.Migration;\n"
                                + "import dev.migrate.Operations;\n\nclass ${class} implements Migration {\n\n"
                                + "    @Override\n    public void upgrade(Operations op) {\n    }\n}\n"));
    }

    /**
     * The template of that name, or that a file in the project holds.
     *
     * @param project the project's folder, from which the file is named
     * @param nameOrFile null for the built-in one of that format
     * @param format {@code sql} or {@code java}
     * @throws dev.migrate.diagnostic.MigrateException when there is none
     */
    public static ScriptTemplate of(Path project, @Nullable String nameOrFile, String format) {
        String wanted = nameOrFile == null ? format : nameOrFile;
        List<String> names = builtIn().stream().map(ScriptTemplate::name).toList();
        if (names.contains(wanted)) {
            return builtIn().get(names.indexOf(wanted));
        }
        Path file = project.resolve(wanted);
        if (!Files.isRegularFile(file)) {
            var fault = Diagnostic.error(
                            "script/no-template", "\"" + wanted + "\" is neither a template nor a file of the project")
                    .note("The templates are " + String.join(", ", names) + ".");
            throw Nearest.of(wanted, names)
                    .map(near -> fault.help("did you mean \"" + near + "\"?"))
                    .orElse(fault.help("mvn migrate:list-templates"))
                    .toException();
        }
        try {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            String extension = name.contains(".java") ? "java" : name.contains(".sql") ? "sql" : format;
            return new ScriptTemplate(wanted, "of this project", extension, Files.readString(file));
        } catch (IOException e) {
            throw Diagnostic.error("script/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                    .at(SourceSpan.of(file))
                    .toException(e);
        }
    }

    /**
     * The text of a new script.
     *
     * @throws dev.migrate.diagnostic.MigrateException for a token that is not known
     */
    public String text(NewRevision revision) {
        return text(revision, null);
    }

    /**
     * The text of a new script with statements in its sections: in the place of <code>${upgrade}</code> and
     * <code>${downgrade}</code>, or else where the template opens them.
     *
     * @param content the statements; null for sections as the template has them
     * @throws dev.migrate.diagnostic.MigrateException for a token that is not known, or where there is no place for them
     */
    public String text(NewRevision revision, @Nullable ScriptBody content) {
        Map<String, String> values = values(revision);
        for (String section : List.of("upgrade", "downgrade")) {
            // put in last, for what stands in statements is no token
            values.put(section, content == null ? "" : "${" + section + "}");
        }
        var text = new StringBuilder();
        String source = body.replace("\r\n", "\n");
        Matcher token = TOKEN.matcher(source);
        int done = 0;
        while (token.find()) {
            text.append(source, done, token.start());
            done = token.end();
            if (token.group(2) == null) {
                text.append("${");
            } else if (token.group(2).equals("header")) {
                String begin = text.substring(text.lastIndexOf("\n") + 1);
                text.append(String.join("\n" + begin, header(values)));
            } else {
                String value = values.get(token.group(2));
                if (value == null) {
                    throw unknown(token.group(2), values);
                }
                text.append(value);
            }
        }
        String filled = text.append(source, done, source.length()).toString();
        // a line that ends with its prefix's blank, or a key without a value
        String plain = filled.replaceAll("(?m)[ \\t]+$", "");
        return content == null ? plain : new TemplateSections(name, extension.equals("java"), plain).filled(content);
    }

    /**
     * Writes a new script, never over another: {@code _2}, {@code _3} … goes behind a name that is taken.
     *
     * @param folder where; made if need be
     * @param fileName the name without its ending
     * @return the file
     */
    public Path write(Path folder, String fileName, String text) {
        try {
            Files.createDirectories(folder);
            for (int n = 1; ; n++) {
                Path file = folder.resolve(fileName + (n == 1 ? "" : "_" + n) + "." + extension);
                try {
                    return Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                } catch (FileAlreadyExistsException taken) {
                    // the next name
                }
            }
        } catch (IOException e) {
            throw Diagnostic.error(
                            "script/unwritable", "no script can be written to \"" + folder + "\": " + e.getMessage())
                    .at(SourceSpan.of(folder))
                    .toException(e);
        }
    }

    private static List<String> header(Map<String, String> values) {
        var lines = new ArrayList<String>();
        lines.add(values.get("title"));
        lines.add("");
        for (String key : List.of("revision", "revises", "created", "labels", "depends-on", "replaces")) {
            String value = values.get(key);
            if (!value.isEmpty() || key.equals("revises")) {
                lines.add(key + ": " + value);
            }
        }
        return lines;
    }

    private Map<String, String> values(NewRevision revision) {
        var values = new LinkedHashMap<String, String>();
        values.put("title", title(revision));
        values.put("revision", revision.id());
        values.put("revises", String.join(", ", revision.parents()));
        values.put(
                "created",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(revision.created().truncatedTo(ChronoUnit.SECONDS)));
        values.put("labels", String.join(", ", revision.labels()));
        values.put("depends-on", String.join(", ", revision.dependsOn()));
        values.put("replaces", String.join(", ", revision.replaces()));
        values.put("class", className(revision));
        return values;
    }

    /** A class that hides none which the template, or any Java, goes by. */
    private static String className(NewRevision revision) {
        String name = Slug.className(Slug.of(revision.title(), 60));
        return TAKEN.contains(name) ? name + "Revision" : name;
    }

    /** A title that the header's reader takes for one, and that does not end a comment of Java. */
    private String title(NewRevision revision) {
        String title = revision.title().replace("*/", "* /");
        if (extension.equals("java")) {
            // a backslash before a "u" is the code of a character wherever it stands (JLS 3.3), and an error where it
            // is none
            title = title.replace("\\u", "\\ u");
        }
        Matcher key = KEY_LIKE.matcher(title);
        boolean taken = key.matches()
                && (Header.KEYS.contains(key.group(1).toLowerCase(Locale.ROOT))
                        || key.group(1).equals("migrate"));
        return taken ? title.replaceFirst("[ \\t]*:", " -") : title;
    }

    private MigrateException unknown(String token, Map<String, String> values) {
        var known = new ArrayList<>(values.keySet());
        known.add("header");
        var fault = Diagnostic.error(
                        "script/template-token", "\"${" + token + "}\" in the template \"" + name + "\" is not known")
                .note("The tokens are " + String.join(", ", known) + "; $${ is a plain ${.");
        return Nearest.of(token, known)
                .map(near -> fault.help("did you mean \"${" + near + "}\"?"))
                .orElse(fault.help("open the template with: -- ${header}"))
                .toException();
    }
}
