package dev.migrate.alembic;

import static dev.migrate.alembic.Command.Verb.DOWNGRADE;
import static dev.migrate.alembic.Command.Verb.HISTORY;
import static dev.migrate.alembic.Command.Verb.SHOW;
import static dev.migrate.alembic.Command.Verb.STAMP;
import static dev.migrate.alembic.Command.Verb.UPGRADE;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Where the plugin differs from Alembic on purpose. Whatever is not here is a fault of the plugin. */
enum KnownDifference {
    UPGRADE_TO_WHAT_LIES_BEHIND(
            "an upgrade to what lies behind is refused; Alembic does nothing and says nothing",
            c -> c.ours().isRefusal("plan/behind") && c.theirs().isNothing(c.at())),

    BLAST_RADIUS(
            "a downgrade that names a branch stops before it takes back others; Alembic takes them back",
            c -> c.ours().isRefusal("plan/unwinds-other-branches")
                    && (c.oursWithDependents().agrees(c.theirs())
                            || c.oursWithDependents().agrees(c.theirsWithoutImpliedRows()))),

    STEPS_BACK_FROM_SEVERAL_ROWS(
            "steps back from several rows are refused; Alembic warns, and takes the row that the database gives first",
            c -> c.verb(DOWNGRADE)
                    && c.ours().isRefusal("graph/ambiguous-walk")
                    && c.theirs().warnings().stream().anyMatch(w -> w.contains("ambiguous"))),

    DOWNGRADE_TO_WHAT_NOTHING_STANDS_ON(
            "a downgrade to an applied revision that no applied one revises does nothing; Alembic refuses it where the"
                    + " revision has no row of its own, because another depends on it",
            c -> c.verb(DOWNGRADE)
                    && c.ours().isNothing(c.at())
                    && c.theirs().refuses("is not a valid downgrade target")),

    DOWNGRADE_TO_HEADS(
            "a downgrade to heads does nothing where they are applied, and branch@head means the head of that branch;"
                    + " Alembic refuses both as soon as the project has several heads",
            c -> c.verb(DOWNGRADE)
                    && c.targetMatches("(.*@)?heads?([+-]\\d+)?")
                    && c.theirs().refuses("Multiple head")),

    STEPS_WHERE_ALEMBIC_COUNTS_NONE(
            "show and stamp count steps as every command does; Alembic takes the whole for an id, and finds none",
            c -> (c.verb(SHOW) || c.verb(STAMP))
                    && c.targetMatches(".*[+-]\\d+(,.*)?")
                    && c.theirs().refuses("Can't locate revision")),

    STEPS_BACK_FROM_NOWHERE(
            "a bare -1 counts from where the database stands, and show asks none; Alembic's show and stamp count it"
                    + " from every head",
            c -> (c.verb(SHOW) || c.verb(STAMP)) && c.targetMatches("(.*,)?(.*@)?-\\d+(,.*)?")),

    SHORT_PREFIX(
            "the beginning of an id has three characters at least, before the @ as well; Alembic takes a single one",
            c -> c.ours().isRefusal("graph/short-prefix") && c.targetMatches("(.*[@:,])?[a-z0-9]{1,2}([@:,+-].*)?")),

    STEPS_BACK_TO_THE_BASE(
            "steps that end before the first revision are the base; Alembic's upgrade fails in an assertion",
            c -> c.verb(UPGRADE) && c.targetMatches(".*-\\d+") && c.theirs().refuses("AssertionError")),

    CRASH_OVER_A_DEPENDENCY(
            "a dependency that another row implies already has no row of its own; Alembic 1.8 looks for that row, and"
                    + " fails with a KeyError",
            c -> (c.verb(UPGRADE) || c.verb(DOWNGRADE))
                    && !c.ours().isRefusal()
                    && c.theirs().refuses("KeyError")),

    ROWS_THAT_OTHERS_IMPLY(
            "a revision that another row implies has no row; Alembic may leave one when it takes back a merge or"
                    + " stamps heads, and refuses its own rows from then on",
            c -> !c.theirs().isRefusal()
                    && !c.theirs().rows().equals(c.ours().rows())
                    && c.ours().agrees(c.theirsWithoutImpliedRows())),

    HEADS_OF_A_BRANCH_THAT_DEPEND_ON_EACH_OTHER(
            "an upgrade to heads of which one depends on another applies both; Alembic says that they overlap",
            c -> c.verb(UPGRADE)
                    && !c.ours().isRefusal()
                    && c.targetMatches(".+@heads")
                    && c.theirs().refuses("overlaps with other requested revisions")),

    BRANCH_THAT_IS_NONE(
            "a branch that is none, or that the target is not on, is refused; Alembic's downgrade looks at the branch"
                    + " only where it has to choose, and no command does before @base",
            c -> (c.verb(DOWNGRADE) || c.targetMatches(".+@base"))
                    && (c.ours().isRefusal("graph/unknown-label") || c.ours().isRefusal("graph/not-on-branch"))
                    && !c.theirs().isRefusal()),

    STEPS_BACK_ON_A_BRANCH_OF_SEVERAL_ENDS(
            "steps back on a branch that stands at several places, and has no row, are refused; Alembic chooses one"
                    + " where another revision stands on the others",
            c -> c.verb(DOWNGRADE)
                    && c.targetMatches(".+@-\\d+")
                    && c.ours().isRefusal("graph/ambiguous-walk")
                    && !c.theirs().isRefusal()),

    PREFIX_ON_A_BRANCH(
            "the beginning of an id needs to be the only one on the branch that is named; Alembic's downgrade and stamp"
                    + " want the only one of all",
            c -> (c.verb(DOWNGRADE) || c.verb(STAMP))
                    && c.targetMatches(".+@.+")
                    && !c.ours().isRefusal()
                    && c.theirs().refuses("Can't locate revision")),

    DOWNGRADE_ON_A_BRANCH_BEHIND_ITS_LABEL(
            "a downgrade on a branch takes back what stands on the target on that branch; Alembic refuses it where"
                    + " that lies behind the revision that names the branch",
            c -> c.verb(DOWNGRADE)
                    && c.targetMatches(".+@.+")
                    && c.theirs().refuses("Not a valid downgrade target from current heads")),

    STAMP_OF_ONE_REVISION_TWICE(
            "a stamp may name a revision twice; Alembic fails in an assertion",
            c -> c.verb(STAMP)
                    && !c.ours().isRefusal()
                    && c.targetMatches(".*,.*")
                    && c.theirs().refuses("AssertionError")),

    STAMP_OF_ANCESTOR_AND_DESCENDANT(
            "a stamp of a revision together with one that needs it is refused; Alembic stores both, or one of them,"
                    + " as it happens",
            c -> c.verb(STAMP)
                    && c.ours().isRefusal("plan/overlapping-targets")
                    && c.targetMatches(".*,.*")
                    && !c.theirs().isRefusal()),

    STAMP_LOSES_A_ROW(
            "a stamp of several revisions makes a row for each, and one on a branch leaves other rows alone; Alembic"
                    + " may lose a row that was there already",
            c -> c.verb(STAMP)
                    && c.targetMatches(".*(,|@|heads).*")
                    && !c.ours().isRefusal()
                    && !c.theirs().isRefusal()
                    && !c.theirs().rows().containsAll(c.ours().rows())),

    STAMP_OF_SEVERAL_THAT_FAILS(
            "a stamp may name several revisions wherever the database stands; Alembic fails with a KeyError where two"
                    + " of its moves take the place of one row",
            c -> c.verb(STAMP)
                    && !c.ours().isRefusal()
                    && c.targetMatches(".*(,|heads).*")
                    && c.theirs().refuses("KeyError")),

    STAMP_OF_THE_BASE_WITH_OTHERS(
            "a base among the targets of a stamp clears its branch, or all, for the others; in Alembic it clears what"
                    + " happens to be left",
            c -> c.verb(STAMP) && c.targetMatches("(.*,)?(.+@)?base(,.*)?") && c.targetMatches(".*,.*")),

    HISTORY_OVER_A_DEPENDENCY(
            "a range goes over dependencies as well as over parents; Alembic's goes over parents alone, and fails in an"
                    + " assertion where that leaves nothing",
            c -> c.verb(HISTORY)
                    && !c.ours().isRefusal()
                    && (c.theirs().refuses("AssertionError")
                            || c.ours().listed().containsAll(c.theirs().listed())
                                    && !c.theirs().isRefusal())),
    ;

    private final String sentence;
    private final Predicate<Case> holds;

    KnownDifference(String sentence, Predicate<Case> holds) {
        this.sentence = sentence;
        this.holds = holds;
    }

    String sentence() {
        return sentence;
    }

    static Optional<KnownDifference> of(Case found) {
        return Arrays.stream(values())
                .filter(difference -> difference.holds.test(found))
                .findFirst();
    }
}
