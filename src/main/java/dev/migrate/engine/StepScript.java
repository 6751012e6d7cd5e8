package dev.migrate.engine;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.plan.Step;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one step runs, whatever its script is written in: looked through once before anything runs, then statement by statement. */
sealed interface StepScript permits SqlStep, JavaStep {

    /** The step. */
    Step step();

    /** The checksum of its script. */
    String checksum();

    /** Whether the script leaves its transaction to the run. */
    boolean transactional();

    /** Where what runs begins in the script. */
    SourceSpan start();

    /** Whether its author's code reads before all is said, so that its statements are only known while they run. */
    default boolean reads() {
        return false;
    }

    /** Whether a statement runs in batches, each of which is committed by itself. */
    default boolean batches() {
        return false;
    }

    /** Whether it may rebuild a table of SQLite, with what that needs around its transaction. */
    default boolean rebuilds() {
        return false;
    }

    /** How many statements there are; 0 where that cannot be known before they run. */
    int statements();

    /** Whether a statement may leave other settings behind. */
    boolean changesSession();

    /** Whether a statement makes another database the session's own (MySQL's USE). */
    boolean switchesDatabase();

    /** Whether a statement defers constraints until the transaction ends. */
    boolean setsConstraints();

    /** The queries that must hold before the step begins. */
    List<Requirement> requires();

    /** Hands over the statements, one after the other, as they are on this way. */
    <E extends Exception> void each(Way way, Taker<E> taker) throws E;

    /** Whether queries tell afterwards if an upgrade did its work. */
    boolean verifies();

    /** Hands over those queries. */
    <E extends Exception> void eachOfVerify(Taker<E> taker) throws E;

    /** The way back from an upgrade, as the history keeps it. */
    @Nullable
    <E extends Exception> String storedDowngrade(Tables<E> tables) throws E;

    /** Where it throws data away; empty where nothing does. */
    Optional<SourceSpan> destruction();

    /** The script's file. */
    default Path file() {
        return step().revision().file();
    }

    /** A query that must give one true value. */
    record Requirement(String query, int line) {}

    /**
     * The tables as the step leaves them, asked for only where they are needed.
     *
     * @param <E> what asking throws
     */
    @FunctionalInterface
    interface Tables<E extends Exception> {
        /** The tables, once everything before has been carried out. */
        LiveCatalog now() throws E;
    }

    /** Takes statements. */
    @FunctionalInterface
    interface Taker<E extends Exception> {
        /**
         * Takes the next one.
         *
         * @param statement the statement
         * @param identity what it is made of, which stays the same whatever the database holds at the time
         */
        void take(Statement statement, String identity) throws E;
    }
}
