package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File names of new scripts, from a template as Alembic's {@code file_template}: {@code %(rev)s}, {@code %(slug)s}, and
 * {@code %(year)}, {@code %(month)}, {@code %(day)}, {@code %(hour)}, {@code %(minute)}, {@code %(second)}, {@code %(epoch)} with
 * {@code d}, {@code .2d} or {@code s} behind them ({@code s} writes two digits too). {@code %%} is a plain {@code %}.
 */
public final class ScriptName {

    /** {@code YYYY-MM-DD_slug}, for SQL. */
    public static final String SQL_TEMPLATE = "%(year)d-%(month).2d-%(day).2d_%(slug)s";

    /** {@code VYYYY_MM_DD_slug}, for Java: a name that tools for Java take. */
    public static final String JAVA_TEMPLATE = "V%(year)d_%(month).2d_%(day).2d_%(slug)s";

    /** What the settings say where nobody has said anything; the same names as {@link #SQL_TEMPLATE} makes. */
    private static final String UNSET = "%(year)s-%(month)s-%(day)s_%(slug)s";

    private static final Pattern TOKEN = Pattern.compile("%(?:%|\\((\\w+)\\)(?:0?\\.?(\\d))?([ds])|)");

    private ScriptName() {}

    /**
     * The template for new scripts: the one that is set, else the usual one of the format.
     *
     * @param set what the settings say
     * @param extension {@code sql} or {@code java}
     */
    public static String template(String set, String extension) {
        return set.equals(UNSET) ? extension.equals("java") ? JAVA_TEMPLATE : SQL_TEMPLATE : set;
    }

    /**
     * The name without its ending.
     *
     * @param truncateSlug the longest slug
     * @throws dev.migrate.diagnostic.MigrateException for a token that is not known, and for a name that leads to another folder
     */
    public static String of(String template, NewRevision revision, int truncateSlug) {
        Map<String, String> values = values(revision, truncateSlug);
        var name = new StringBuilder();
        Matcher token = TOKEN.matcher(template);
        while (token.find()) {
            token.appendReplacement(name, Matcher.quoteReplacement(value(token, template, values)));
        }
        token.appendTail(name);
        String result = name.toString().replaceAll("_+$", "");
        if (result.isBlank() || result.indexOf('/') >= 0 || result.indexOf('\\') >= 0 || result.startsWith(".")) {
            throw Diagnostic.error(
                            "script/file-template",
                            "\"" + result + "\", made from \"" + template + "\", is no file name")
                    .help("file_template = \"" + SQL_TEMPLATE + "\"")
                    .toException();
        }
        return result;
    }

    private static String value(Matcher token, String template, Map<String, String> values) {
        if (token.group().equals("%%")) {
            return "%";
        }
        String name = token.group(1);
        String value = name == null ? null : values.get(name);
        if (value == null) {
            String shown = name == null ? "%" : name;
            var fault = Diagnostic.error(
                            "script/file-template", "\"" + shown + "\" in \"" + template + "\" is not a token")
                    .note("The tokens are " + String.join(", ", values.keySet()) + ", as in %(slug)s.");
            throw Nearest.of(shown, values.keySet())
                    .map(near -> fault.help("did you mean \"%(" + near + ")s\"?"))
                    .orElse(fault.help("file_template = \"" + SQL_TEMPLATE + "\""))
                    .toException();
        }
        boolean number = !name.equals("rev") && !name.equals("slug");
        if (!number || token.group(3).equals("s")) {
            return value;
        }
        int digits = token.group(2) == null ? 1 : Integer.parseInt(token.group(2));
        return String.format("%0" + Math.max(1, digits) + "d", Long.parseLong(value));
    }

    private static Map<String, String> values(NewRevision revision, int truncateSlug) {
        ZonedDateTime time = revision.created();
        var values = new LinkedHashMap<String, String>();
        values.put("rev", revision.id());
        values.put("slug", Slug.of(revision.title(), truncateSlug));
        values.put("year", String.format("%04d", time.getYear()));
        values.put("month", two(time.getMonthValue()));
        values.put("day", two(time.getDayOfMonth()));
        values.put("hour", two(time.getHour()));
        values.put("minute", two(time.getMinute()));
        values.put("second", two(time.getSecond()));
        values.put("epoch", Long.toString(time.toEpochSecond()));
        return values;
    }

    private static String two(int number) {
        return String.format("%02d", number);
    }
}
