package dev.migrate.compile;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.script.JavaScript;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;

/**
 * A Java revision as javac reads it: in a package of its own, so that every file may name its class alike, and under any file name. The
 * package stands on the first line, so that the numbers of lines stay.
 */
final class RevisionSource extends SimpleJavaFileObject {

    /** Comments and blanks may stand before it; a package of the author's own is replaced. */
    private static final Pattern OWN_PACKAGE =
            Pattern.compile("\\A(?:\\s+|//[^\\n]*\\n|/\\*(?s:.*?)\\*/)*+(package\\s+[\\w.\\s]+;)");

    private final JavaScript script;
    private final String prefix;
    private final String text;
    private final Map<String, byte[]> classes = new TreeMap<>();

    RevisionSource(JavaScript script) {
        super(
                URI.create("migrate:///"
                        + RevisionClasses.packageOf(script.revision().id()) + ".java"),
                Kind.SOURCE);
        this.script = script;
        this.prefix = "package " + RevisionClasses.packageOf(script.revision().id()) + "; ";
        this.text = prefix + withoutPackage(script.text());
    }

    private static String withoutPackage(String text) {
        Matcher own = OWN_PACKAGE.matcher(text);
        if (!own.find()) {
            return text;
        }
        String blank = own.group(1).replaceAll("[^\\r\\n]", " ");
        return text.substring(0, own.start(1)) + blank + text.substring(own.end(1));
    }

    JavaScript script() {
        return script;
    }

    Path file() {
        return script.revision().file();
    }

    /** The classes that were made of it, by name. */
    Map<String, byte[]> classes() {
        return classes;
    }

    /** The place in the script of what javac points at, by offsets in the text that it read. */
    SourceSpan span(long from, long to) {
        if (from < prefix.length()) {
            return SourceSpan.of(file());
        }
        int at = (int) Math.min(from, text.length());
        // javac points at the dot before a name that it does not find.
        at += at + 1 < text.length() && text.charAt(at) == '.' ? 1 : 0;
        int line = 1;
        int start = prefix.length();
        for (int i = prefix.length(); i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        int newline = text.indexOf('\n', at);
        int end = (int) Math.min(Math.max(to, at + 1L), newline < 0 ? text.length() : newline);
        return SourceSpan.of(file(), line, at - start + 1, end - at);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    /** The name that stands in stack traces, where a line of the script is looked for. */
    @Override
    public String getName() {
        return String.valueOf(file().getFileName());
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return true;
    }
}
