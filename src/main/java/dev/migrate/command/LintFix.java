package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.fix.Fix;
import dev.migrate.lint.fix.Stage;
import dev.migrate.lint.fix.Stages;
import dev.migrate.report.UnifiedDiff;
import dev.migrate.revision.Revision;
import dev.migrate.script.HeaderEdit;
import dev.migrate.script.NewRevision;
import dev.migrate.script.RevisionId;
import dev.migrate.script.ScriptBody;
import dev.migrate.script.ScriptName;
import dev.migrate.script.ScriptTemplate;
import dev.migrate.script.Section;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the safe forms of statements into the scripts of revisions that no database has yet. What needs a revision of its own gets one before the others:
 * the script that is there stays the last part, so that whoever names its id, or stands behind it, has all of it.
 */
public final class LintFix {

    private final ProjectScripts scripts;
    private final Clock clock;
    private final FileChanges changes;
    private final List<String> diff = new ArrayList<>();
    private final List<Diagnostic> left = new ArrayList<>();
    private final Set<Path> taken = new HashSet<>();
    private int files;

    private LintFix(ProjectScripts scripts, Clock clock) {
        this.scripts = scripts;
        this.clock = clock;
        this.changes = new FileChanges(scripts.project());
    }

    /**
     * What would change in the scripts; nothing is written yet.
     *
     * @param results what was found for each database; a revision that one of them may have already stays as it is
     */
    public static LintFix of(ProjectScripts scripts, Clock clock, List<LintCommand.Result> results) {
        LintFix fix = new LintFix(scripts, clock);
        Set<String> done = new HashSet<>();
        for (LintCommand.Result result : results) {
            for (Revision revision : result.reviewed()) {
                List<Fix> wanted = result.fixes().stream()
                        .filter(one -> one.revision().equals(revision.id()))
                        .toList();
                if (wanted.isEmpty() || !done.add(revision.id())) {
                    continue;
                }
                if (results.stream().allMatch(r -> r.isPending(revision))) {
                    fix.revision(result.kind(), revision, wanted);
                } else {
                    fix.leave(
                            revision,
                            wanted.get(0).statement().line(),
                            "a database may have the revision already",
                            "where none has, name it: -Dmigrate.database=false -Dmigrate.range=" + revision.id() + ":");
                }
            }
        }
        return fix;
    }

    /** The changes, as {@code diff -u} shows them; empty where there are none. */
    public List<String> diff() {
        return List.copyOf(diff);
    }

    /** What stays as it is though a safe form is known, and why. */
    public List<Diagnostic> left() {
        return List.copyOf(left);
    }

    /** How many files change, new ones included. */
    public int files() {
        return files;
    }

    /**
     * Writes all of it.
     *
     * @throws dev.migrate.diagnostic.MigrateException where a file cannot be written, and then none is
     */
    public void apply() {
        changes.apply();
    }

    private void leave(Revision revision, int line, String why) {
        leave(revision, line, why, "write it by hand, as the finding says");
    }

    private void leave(Revision revision, int line, String why, String help) {
        left.add(new Diagnostic(
                Severity.NOTE,
                "lint/not-fixed",
                "the safe form is not written here: " + why,
                SourceSpan.of(revision.file(), line),
                null,
                List.of(),
                help));
    }

    private void revision(DatabaseKind kind, Revision revision, List<Fix> fixes) {
        int line = fixes.get(0).statement().line();
        HeaderEdit file = HeaderEdit.of(scripts.project().resolve(revision.file()));
        byte[] bytes = file.bytes();
        SqlScript script = SqlScript.of(revision);
        Section up = script.section(SectionKind.UPGRADE, kind).orElseThrow();
        Section down = script.section(SectionKind.DOWNGRADE, kind).orElse(null);
        SectionText upgrade = SectionText.of(revision.file(), bytes, up, kind).orElse(null);
        SectionText downgrade =
                down == null ? null : SectionText.of(revision.file(), bytes, down, kind).orElse(null);
        if (upgrade == null || down != null && downgrade == null) {
            leave(revision, line, "the script has data, or another delimiter, among its statements");
            return;
        }
        Stages stages = new Stages(kind, up.transactional());
        int found = 0;
        for (Statement statement : upgrade.statements()) {
            Optional<Fix> fix = fixes.stream()
                    .filter(one -> one.statement().line() == statement.line()
                            && one.statement().column() == statement.column()
                            && one.statement().text().equals(statement.text()))
                    .findFirst();
            fix.ifPresentOrElse(one -> stages.replace(statement, one), () -> stages.keep(statement));
            found += fix.isPresent() ? 1 : 0;
        }
        if (found < fixes.size()) {
            leave(revision, line, "placeholders stand in the statement");
            return;
        }
        if (downgrade != null) {
            Optional<Statement> lost = stages.downgrade(downgrade.statements());
            if (lost.isPresent()) {
                leave(
                        revision,
                        line,
                        "it needs more than one revision, and of the downgrade it cannot be told to which of them line "
                                + lost.get().line() + " belongs");
                return;
            }
        }
        List<Stage> parts = stages.stages();
        boolean several = script.sections().stream()
                        .filter(section -> section.kind() != SectionKind.VERIFY)
                        .count()
                > (down == null ? 1 : 2);
        if (parts.size() > 1 && (several || !up.dialects().isEmpty() || !revision.replaces().isEmpty())) {
            leave(
                    revision,
                    line,
                    "it needs more than one revision, and the script has sections for several databases, or stands for"
                            + " others");
            return;
        }
        write(revision, bytes, upgrade, downgrade, parts);
    }

    private void write(
            Revision revision,
            byte[] bytes,
            SectionText upgrade,
            @Nullable SectionText downgrade,
            List<Stage> parts) {
        List<String> parents = revision.parents();
        for (int i = 0; i < parts.size() - 1; i++) {
            NewScript made = part(revision, parents, i, parts.get(i), downgrade != null);
            changes.create(made.revision().file(), made.text().getBytes(StandardCharsets.UTF_8));
            diff.addAll(UnifiedDiff.of(shown(made.revision().file()), "", made.text()));
            parents = List.of(made.revision().id());
            files++;
        }
        Path file = scripts.project().resolve(revision.file());
        byte[] after = rewritten(bytes, upgrade, downgrade, parts.get(parts.size() - 1), parts.size() > 1);
        if (parts.size() > 1) {
            after = HeaderEdit.of(file, after).with("revises", parents).bytes();
        }
        changes.replace(file, bytes, after);
        diff.addAll(UnifiedDiff.of(
                shown(file), new String(bytes, StandardCharsets.UTF_8), new String(after, StandardCharsets.UTF_8)));
        files++;
    }

    private String shown(Path file) {
        return (file.startsWith(scripts.project()) ? scripts.project().relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }

    /** One of the parts that go before the script. */
    private NewScript part(Revision revision, List<String> parents, int number, Stage stage, boolean goesBack) {
        Instant now = clock.instant();
        var zone = scripts.settings().timezone();
        String title = revision.title().isBlank() ? revision.id() : revision.title();
        var made = new NewRevision(
                RevisionId.next(now, zone, UUID.randomUUID()),
                title + ", part " + (number + 1),
                parents,
                List.of(),
                number == 0 ? revision.dependsOn() : List.of(),
                List.of(),
                now.atZone(zone));
        ScriptTemplate template = ScriptTemplate.builtIn().stream()
                .filter(one -> one.name().equals(goesBack ? "sql" : "sql-minimal"))
                .findFirst()
                .orElseThrow();
        String name = ScriptName.of(
                ScriptName.template(scripts.settings().fileTemplate(), "sql"),
                made,
                scripts.settings().truncateSlug());
        Path folder = scripts.project().resolve(revision.file()).getParent();
        Path file = NewScript.free(folder, name, ".sql");
        for (int i = 2; !taken.add(file); i++) {
            file = NewScript.free(folder, name + "_" + i, ".sql");
        }
        var body = new ScriptBody(
                joined(stage.upgrade()),
                joined(stage.downgrade()),
                stage.transactional(),
                stage.downgradesInTransaction());
        return new NewScript(NewScript.revision(made, file), template.text(made, body));
    }

    private static String joined(List<String> statements) {
        return String.join("\n", statements.stream().map(String::strip).toList());
    }

    /** The script itself, with what is left to it. */
    private static byte[] rewritten(
            byte[] bytes, SectionText upgrade, @Nullable SectionText downgrade, Stage stage, boolean split) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean dos = text.contains("\r\n");
        List<Patch> patches = new ArrayList<>();
        patches.add(new Patch(upgrade, stage.upgrade(), stage.transactional()));
        boolean same = downgrade == null
                || !split
                        && stage.downgrade().size() == downgrade.statements().size()
                        && stage.downgradesInTransaction();
        if (downgrade != null && !same) {
            patches.add(new Patch(
                    downgrade,
                    stage.downgrade(),
                    stage.downgradesInTransaction() && downgrade.section().transactional()));
        }
        patches.sort((a, b) -> Long.compare(
                b.text().section().offset(), a.text().section().offset()));
        byte[] result = bytes;
        for (Patch patch : patches) {
            result = patch.applied(result, dos);
        }
        return result;
    }

    /** Other statements for a section. */
    private record Patch(SectionText text, List<String> statements, boolean transactional) {

        byte[] applied(byte[] bytes, boolean dos) {
            Section section = text.section();
            String head = new String(bytes, 0, (int) section.offset(), StandardCharsets.UTF_8);
            String tail = new String(
                    bytes, (int) section.end(), bytes.length - (int) section.end(), StandardCharsets.UTF_8);
            if (section.transactional() && !transactional) {
                String ending = head.endsWith("\r\n") ? "\r\n" : head.endsWith("\n") ? "\n" : "";
                head = head.substring(0, head.length() - ending.length()).stripTrailing() + " transaction=false" + ending;
            }
            String body = String.join("", statements);
            String first = text.statements().isEmpty()
                    ? ""
                    : text.statements().get(0).leading();
            if (!first.startsWith("\n") && !first.startsWith("\r")) {
                body = body.replaceFirst("^[\\r\\n]+", "");
            }
            String whole = body + text.rest();
            if (dos) {
                whole = whole.replace("\r\n", "\n").replace("\n", "\r\n");
            }
            return (head + whole + tail).getBytes(StandardCharsets.UTF_8);
        }
    }
}
