package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the places of a template where the statements of a new script belong. */
final class TemplateSections {

    private final String template;
    private final boolean java;
    private String text;

    /**
     * The places of a text.
     *
     * @param template the template's name
     * @param text the template's text with its header filled in
     */
    TemplateSections(String template, boolean java, String text) {
        this.template = template;
        this.java = java;
        this.text = text;
    }

    /** The text with the statements in their places; a template without a downgrade gets none. */
    String filled(ScriptBody body) {
        boolean upgrade = fill("upgrade", body.upgrade(), body.upgradeInTransaction());
        fill("downgrade", body.downgrade(), body.downgradeInTransaction());
        if (!upgrade) {
            throw noPlace();
        }
        return text;
    }

    private boolean fill(String section, String statements, boolean inTransaction) {
        String token = "${" + section + "}";
        int at = text.indexOf(token);
        @Nullable Matcher opening = opening(section);
        if (!java && !inTransaction && opening != null && !opening.group().contains("transaction=")) {
            text = text.substring(0, opening.end()) + " transaction=false" + text.substring(opening.end());
            return fill(section, statements, true);
        }
        String content = statements.stripTrailing();
        if (at >= 0) {
            int line = text.lastIndexOf('\n', at) + 1;
            boolean alone = text.substring(line, at).isBlank();
            text = text.substring(0, alone ? line : at) + content + text.substring(at + token.length());
            return true;
        }
        if (opening == null) {
            return false;
        }
        String behind = text.substring(opening.end());
        int rest = 0;
        while (rest < behind.length() && (behind.charAt(rest) == '\n' || behind.charAt(rest) == ' ')) {
            rest++;
        }
        // what stands there already comes behind; blank lines are there to be written to
        String gap = rest == behind.length() || java ? "\n" : "\n\n";
        if (java) {
            rest = behind.lastIndexOf('\n', rest) + 1;
        }
        text = text.substring(0, opening.end()) + (content.isEmpty() ? "" : "\n" + content) + gap
                + behind.substring(rest);
        return true;
    }

    private @Nullable Matcher opening(String section) {
        Pattern pattern = java
                ? Pattern.compile("\\bvoid\\s+" + section + "\\s*\\(\\s*(?:final\\s+)?(?:[\\w.]+\\.)?Operations\\s+op\\s*\\)[^{;]*\\{")
                : Pattern.compile("(?m)^[ \\t]*--[ \\t]*migrate:" + section + "\\b[^\\n]*");
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher : null;
    }

    private MigrateException noPlace() {
        return Diagnostic.error(
                        "script/template-sections",
                        "the template \"" + template + "\" has no place for the statements of an upgrade")
                .note("nothing has been written")
                .help(
                        java
                                ? "write public void upgrade(Operations op) { } into it, or ${upgrade} and ${downgrade}"
                                : "write the lines -- migrate:upgrade and -- migrate:downgrade into it, or ${upgrade} and"
                                        + " ${downgrade}")
                .toException();
    }
}
