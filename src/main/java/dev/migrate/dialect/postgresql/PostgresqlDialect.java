package dev.migrate.dialect.postgresql;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.Rendered;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.dialect.Session;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.Operation;
import dev.migrate.sql.DatabaseKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL 14 and newer. */
public final class PostgresqlDialect implements Dialect {

    /** The key of the run's advisory lock, one for each database: the letters of "migrate" and a version. */
    static final long LOCK_KEY = 0x6d69677261746501L;

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    public boolean transactionalDdl() {
        return true;
    }

    @Override
    public Session open(DatabaseSettings settings, RunIdentity identity, boolean writes) {
        return PostgresqlSession.open(this, settings, identity);
    }

    @Override
    public Rendered render(Operation operation, LiveCatalog catalog) {
        boolean concurrently = operation instanceof CreateIndex create && create.concurrently()
                || operation instanceof DropIndex drop && drop.concurrently();
        return new Rendered(operation.accept(new PostgresqlDdl(this, catalog)), concurrently, false);
    }

    @Override
    public ScratchPlace makeScratch(DatabaseSettings live, RunIdentity identity) {
        return PostgresqlScratch.make(this, live, identity);
    }

    @Override
    public ScratchPlace borrowScratch(DatabaseSettings shadow, RunIdentity identity) {
        return PostgresqlShadow.borrow(this, shadow, identity);
    }

    @Override
    public String begin() {
        return "BEGIN";
    }

    @Override
    public List<String> createTables(OwnTables tables) {
        String version = tables.versionSql(this);
        String history = tables.historySql(this);
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + version + " (version_num VARCHAR(255) NOT NULL PRIMARY KEY)",
                "CREATE TABLE IF NOT EXISTS " + history
                        + " (\n"
                        + "    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
                        + "    run_id VARCHAR(64) NOT NULL,\n"
                        + "    revision VARCHAR(255) NOT NULL,\n"
                        + "    title TEXT,\n"
                        + "    direction VARCHAR(16) NOT NULL,\n"
                        + "    checksum VARCHAR(80),\n"
                        + "    began TIMESTAMPTZ NOT NULL,\n"
                        + "    took_ms BIGINT,\n"
                        + "    outcome VARCHAR(16) NOT NULL,\n"
                        + "    statement INTEGER,\n"
                        + "    finished INTEGER,\n"
                        + "    prefix_hash VARCHAR(80),\n"
                        + "    message TEXT,\n"
                        + "    db_user VARCHAR(128),\n"
                        + "    os_user VARCHAR(128),\n"
                        + "    host VARCHAR(255),\n"
                        + "    plugin_version VARCHAR(64),\n"
                        + "    git_commit VARCHAR(64),\n"
                        + "    downgrade_script TEXT\n"
                        + ")");
    }

    @Override
    public List<String> openSession(Limits limits) {
        List<String> statements = new ArrayList<>();
        if (limits.lock() != null) {
            statements.add("SET lock_timeout = " + limits.lock().toMillis());
        }
        if (limits.statement() != null) {
            statements.add("SET statement_timeout = " + limits.statement().toMillis());
        }
        return statements;
    }

    @Override
    public List<String> limitTransaction(Limits limits) {
        return openSession(limits).stream()
                .map(statement -> statement.replaceFirst("^SET ", "SET LOCAL "))
                .toList();
    }

    /** A fence of a stricter transaction would stumble over each sign of its own heartbeat. */
    @Override
    public String beginLeased() {
        return "BEGIN ISOLATION LEVEL READ COMMITTED";
    }

    /** RESET ALL leaves role and session authorization as they are (PostgreSQL 18 documentation, RESET). */
    @Override
    public List<String> resetSession(Limits limits) {
        List<String> statements = new ArrayList<>(resetIdentity());
        statements.add("RESET ALL");
        statements.addAll(openSession(limits));
        return statements;
    }

    @Override
    public List<String> resetIdentity() {
        return List.of("RESET SESSION AUTHORIZATION", "RESET ROLE");
    }

    /**
     * SET CONSTRAINTS lasts until the transaction ends: what was deferred is checked in the revision that deferred it, and what is
     * initially deferred is deferred again.
     */
    @Override
    public List<String> resetConstraints() {
        return List.of(
                "SET CONSTRAINTS ALL IMMEDIATE",
                "DO $migrate$ DECLARE c record; BEGIN"
                        + " FOR c IN SELECT DISTINCT n.nspname, k.conname FROM pg_catalog.pg_constraint k"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace WHERE k.condeferred"
                        + " LOOP EXECUTE pg_catalog.format('SET CONSTRAINTS %I.%I DEFERRED', c.nspname, c.conname);"
                        + " END LOOP; END $migrate$");
    }

    @Override
    public String now() {
        return "clock_timestamp()";
    }

    @Override
    public String markBegan() {
        return "SELECT pg_catalog.set_config('migrate.began', pg_catalog.clock_timestamp()::text, true)";
    }

    @Override
    public String began() {
        return "COALESCE(NULLIF(pg_catalog.current_setting('migrate.began', true), '')::timestamptz,"
                + " clock_timestamp())";
    }

    @Override
    public String tookMillis() {
        return "(EXTRACT(EPOCH FROM clock_timestamp() - " + began() + ") * 1000)::bigint";
    }

    @Override
    public String timestamp(Instant moment) {
        return literal(moment.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @Override
    public String currentUser() {
        return "session_user";
    }

    @Override
    public Drafter drafter() {
        return new PostgresqlDrafter(this);
    }

    /** Standard strings, in which a backslash is ordinary; written as an escape string where one occurs, so either setting reads it. */
    @Override
    public String literal(String value) {
        String quoted = "'" + value.replace("'", "''").replace("\0", "") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** psql takes the encoding of its locale, and RESET ALL goes back to it. */
    @Override
    public List<String> readAsUtf8() {
        return List.of("SET client_encoding = 'UTF8'");
    }

    @Override
    public List<String> stillBehind(OwnTables tables, String runId, String revision) {
        return List.of(block(
                "",
                "    IF (SELECT run_id || ' ' || revision FROM " + tables.historySql(this)
                        + " ORDER BY seq DESC LIMIT 1) IS DISTINCT FROM "
                        + literal(runId + " " + revision) + " THEN\n"
                        + "        RAISE EXCEPTION 'migrate: what stands before this"
                        + " in the script was not carried out';\n"
                        + "    END IF;\n"));
    }

    /** A query that may have several columns or rows gives the first value of the first row; STRICT refuses none and many. */
    @Override
    public List<String> assertTrue(String query, boolean mustAnswer, String otherwise) {
        return List.of(block(
                "    answer text;\n    answers bigint;\n",
                "    EXECUTE " + literal(query) + " INTO " + (mustAnswer ? "STRICT " : "") + "answer;\n"
                        + "    GET DIAGNOSTICS"
                        + " answers = ROW_COUNT;\n"
                        + "    IF answers > 0 AND"
                        + " (answer IS NULL OR"
                        + " pg_catalog.lower(answer)"
                        + " IN ('0', '0.0', 'f',"
                        + " 'false')) THEN\n"
                        + "        RAISE EXCEPTION"
                        + " '%',"
                        + " " + literal("migrate: " + otherwise) + ";\n    END IF;\n"));
    }

    private static String stands(String version) {
        return "SELECT COALESCE(pg_catalog.string_agg(version_num, ',' ORDER BY version_num COLLATE \"C\"), '') FROM "
                + version;
    }

    /** A DO block, in a dollar quote that nothing in it ends. */
    private static String block(String declarations, String body) {
        String tag = "$migrate$";
        for (int i = 1; body.contains(tag); i++) {
            tag = "$migrate" + i + "$";
        }
        return "DO " + tag + "\n" + (declarations.isEmpty() ? "" : "DECLARE\n" + declarations) + "BEGIN\n" + body
                + "END\n" + tag;
    }

    /** Where no schema is named, the tables stand in the session's first, as online: not in any later one of the search path. */
    @Override
    public Guard guard(OwnTables tables, List<String> accepted, boolean transactional) {
        String version = tables.versionSql(this);
        String expected = accepted.get(0);
        String found = tables.schema() == null
                ? "pg_catalog.quote_ident(pg_catalog.current_schema()) || " + literal("." + version)
                : literal(version);
        String check = block(
                "    stands text := '';\n",
                "    IF NOT pg_catalog.pg_try_advisory_lock(" + LOCK_KEY + ") THEN\n"
                        + "        RAISE EXCEPTION 'migrate: another run is in progress on this database';\n"
                        + "    END IF;\n"
                        + "    IF pg_catalog.to_regclass(" + found + ") IS NOT NULL THEN\n"
                        + "        EXECUTE " + literal(stands(version)) + " INTO stands;\n"
                        + "    END IF;\n"
                        + "    IF stands NOT IN ("
                        + accepted.stream().map(this::literal).collect(Collectors.joining(", ")) + ") THEN\n"
                        + "        RAISE EXCEPTION 'migrate: this script begins at %, but the database stands at %', "
                        + literal(expected.isEmpty() ? "base" : expected) + ", COALESCE(NULLIF(stands, ''), 'base');\n"
                        + "    END IF;\n");
        return new Guard(
                List.of("\\set ON_ERROR_STOP on"),
                List.of(check),
                true,
                List.of("SELECT pg_catalog.pg_advisory_unlock(" + LOCK_KEY + ")"));
    }
}
