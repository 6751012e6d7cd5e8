package dev.migrate.command;

import dev.migrate.config.DatabaseName;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.History;
import dev.migrate.revision.Revision;
import dev.migrate.script.Checksum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether what has been applied is what the scripts say, and nothing stopped in the middle. */
final class AppliedCheck {

    private static final String ALGORITHM = "sha256:";

    private AppliedCheck() {}

    /** Throws what {@link #edited} finds. */
    static void requireUnedited(DatabaseState state, List<Revision> applied) {
        List<Diagnostic> edited = edited(state, applied);
        if (!edited.isEmpty()) {
            throw new MigrateException(edited, null);
        }
    }

    /** A diagnostic for each applied script whose text is not the one that was applied. */
    static List<Diagnostic> edited(DatabaseState state, List<Revision> applied) {
        Diagnostic[] found = new Diagnostic[applied.size()];
        Arrays.parallelSetAll(found, i -> {
            Revision revision = applied.get(i);
            Optional<String> recorded = state.history().checksum(revision.id());
            if (recorded.isEmpty()) {
                return null;
            }
            String now = ALGORITHM + Checksum.of(revision);
            return now.equals(recorded.get()) ? null : edited(revision);
        });
        return Arrays.stream(found).filter(Objects::nonNull).collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }

    /** The applied revisions whose script has changed. */
    static List<Revision> changed(DatabaseState state, List<Revision> applied) {
        return applied.stream()
                .filter(r -> !edited(state, List.of(r)).isEmpty())
                .toList();
    }

    private static Diagnostic edited(Revision revision) {
        return Diagnostic.error(
                        "validate/edited",
                        "the script of \"" + revision.id() + "\" has been edited after it was applied")
                .at(SourceSpan.of(revision.file(), revision.lines().revision()))
                .note("databases that have applied it keep the old text's work; new ones would get the new one's")
                .help("restore the text and write the change as a new revision: mvn migrate:revision"
                        + " -Dmigrate.message=\"…\"; or, where the edit changes nothing that matters: mvn"
                        + " migrate:repair -Dmigrate.checksums");
    }

    /** Refuses while a revision is half done. */
    static void requireFinished(DatabaseState state, String environment) {
        Optional<History.Unfinished> found = state.history().unfinished();
        if (found.isEmpty()) {
            return;
        }
        History.Unfinished unfinished = found.get();
        String option = DatabaseName.of(environment).environmentOption();
        Diagnostic diagnostic = Diagnostic.error(
                "repair/unfinished",
                unfinished.direction().word() + " of \"" + unfinished.revision() + "\" stopped " + unfinished.where());
        if (unfinished.message() != null) {
            diagnostic = diagnostic.note("the database said: " + unfinished.message());
        }
        throw diagnostic
                .note(unfinished.finished() + (unfinished.finished() == 1 ? " statement is" : " statements are")
                        + " done and recorded; run by " + unfinished.who() + " at " + unfinished.began())
                .note("nothing has been changed by this run")
                .help("mvn migrate:repair" + option
                        + " shows where it stands; when the script is right, mvn migrate:repair" + " -Dmigrate.resume"
                        + option + " goes on behind what is done")
                .toException();
    }
}
