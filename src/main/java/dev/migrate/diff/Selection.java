package dev.migrate.diff;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are looked at: globs on {@code schema.table.object}, with a kind before a colon where one kind alone is meant. A glob
 * means everything that stands in what it names.
 */
public final class Selection {

    private final List<Glob> include;
    private final List<Glob> exclude;

    /**
     * A selection.
     *
     * @param include globs of what is looked at; empty for everything
     * @param exclude globs of what is left alone
     * @param schemas whether a path begins with a schema, which a glob may leave out
     */
    public Selection(List<String> include, List<String> exclude, boolean schemas) {
        this.include = include.stream().map(text -> Glob.of(text, schemas)).toList();
        this.exclude = exclude.stream().map(text -> Glob.of(text, schemas)).toList();
    }

    /** What is looked at among the objects of these schemas. */
    public Predicate<SchemaObject> among(Schema... schemas) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return object -> true;
        }
        Set<List<String>> included = roots(include, schemas);
        Set<List<String>> excluded = roots(exclude, schemas);
        Set<List<String>> around = around(included);
        return object -> !within(object, excluded)
                && (include.isEmpty() || within(object, included) || around.contains(object.path()));
    }

    /** The paths of the objects that are named, and of what stands between names that are. */
    private static Set<List<String>> roots(List<Glob> globs, Schema... schemas) {
        Set<List<String>> roots = new HashSet<>();
        for (Schema schema : schemas) {
            for (SchemaObject object : schema.objects()) {
                if (globs.stream().anyMatch(glob -> glob.names(object))) {
                    roots.add(object.path());
                }
            }
        }
        return roots;
    }

    private static Set<List<String>> around(Set<List<String>> paths) {
        Set<List<String>> around = new HashSet<>();
        for (List<String> path : paths) {
            for (int i = 1; i < path.size(); i++) {
                around.add(path.subList(0, i));
            }
        }
        return around;
    }

    private static boolean within(SchemaObject object, Set<List<String>> roots) {
        for (int i = 1; i <= object.path().size(); i++) {
            if (roots.contains(object.path().subList(0, i))) {
                return true;
            }
        }
        return false;
    }

    /** One of them. */
    private record Glob(@Nullable ObjectKind kind, List<Pattern> names, boolean all, boolean schemas) {

        static Glob of(String text, boolean schemas) {
            int colon = text.indexOf(':');
            ObjectKind kind = colon < 0 ? null : kind(text, text.substring(0, colon));
            String names = text.substring(colon + 1).strip();
            List<Pattern> patterns = new ArrayList<>();
            for (String name : names.split("\\.", -1)) {
                String regex = Arrays.stream(name.split("\\*", -1))
                        .map(literal -> Arrays.stream(literal.split("\\?", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".")))
                        .collect(Collectors.joining(".*"));
                patterns.add(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
            }
            return new Glob(kind, patterns, kind != null && names.equals("*"), schemas);
        }

        private static ObjectKind kind(String text, String word) {
            try {
                return ObjectKind.valueOf(word.strip().toUpperCase(Locale.ROOT).replace(' ', '_'));
            } catch (IllegalArgumentException e) {
                throw Diagnostic.error("autogenerate/glob", "\"" + word + "\" in \"" + text + "\" is no kind of object")
                        .note("a glob is schema.table.object, or kind:schema.table.object; kinds are "
                                + Arrays.stream(ObjectKind.values())
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))
                        .help("exclude = [\"audit.*\", \"view:*\"]")
                        .toException(e);
            }
        }

        boolean names(SchemaObject object) {
            if (kind != null && object.kind() != kind) {
                return false;
            }
            return all || matches(object.path()) || schemas && object.path().size() > 1 && matches(rest(object.path()));
        }

        private static List<String> rest(List<String> path) {
            return path.subList(1, path.size());
        }

        private boolean matches(List<String> path) {
            if (path.size() != names.size()) {
                return false;
            }
            for (int i = 0; i < names.size(); i++) {
                if (!names.get(i).matcher(path.get(i)).matches()) {
                    return false;
                }
            }
            return true;
        }
    }
}
