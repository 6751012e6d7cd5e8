package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Feeds a file of SQL to a database: as the database's own client does, or by a small client of this class. */
public final class ScriptClient {

    private static final Pattern SERVER = Pattern.compile("jdbc:\\w+://([^:/]+):(\\d+)/([^?]*).*");

    private final String name;
    private final @Nullable Path program;
    private final boolean stops;

    private ScriptClient(String name, @Nullable Path program, boolean stops) {
        this.name = name;
        this.program = program;
        this.stops = stops;
    }

    /**
     * What came of it.
     *
     * @param status 0 where every statement was carried out
     * @param output what the client printed, errors too
     */
    public record Result(int status, String output) {}

    /** The small client, and the database's own where it is on the path. */
    public static List<ScriptClient> of(DatabaseKind kind) {
        List<ScriptClient> clients = new ArrayList<>(List.of(own()));
        for (String name :
                switch (kind) {
                    case POSTGRESQL -> List.of("psql");
                    case SQLITE -> List.of("sqlite3");
                    case MYSQL -> List.of("mysql");
                    case MARIADB -> List.of("mariadb");
                }) {
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(program -> clients.add(new ScriptClient(name, program, true)));
        }
        return clients;
    }

    /** The small client, which stops at the first error. */
    public static ScriptClient own() {
        return new ScriptClient("own", null, true);
    }

    /** The small client, which goes on behind an error, as many a graphical one does. */
    public static ScriptClient thatGoesOn() {
        return new ScriptClient("own, going on behind errors", null, false);
    }

    /** Whether it is the database's own. */
    public boolean isNative() {
        return program != null;
    }

    /** Runs a file as the user who may do everything. */
    public Result run(TestDatabase database, Path file) {
        return run(database, database.login(), file);
    }

    /** Runs a file as a user. */
    public Result run(TestDatabase database, Login login, Path file) {
        try {
            return program == null ? bySelf(database.kind(), login, file) : byProgram(database, login, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result byProgram(TestDatabase database, Login login, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(String.valueOf(program)));
        Map<String, String> variables = new java.util.HashMap<>();
        // The least helpful locale: what the script needs it must say itself.
        variables.put("LC_ALL", "C");
        boolean asInput = true;
        if (database.kind() == DatabaseKind.SQLITE) {
            command.add(database.name());
        } else {
            Matcher url = SERVER.matcher(login.url());
            if (!url.matches()) {
                throw new IllegalStateException(login.url());
            }
            if (database.kind() == DatabaseKind.POSTGRESQL) {
                command.addAll(List.of("-X", "-q", "-h", url.group(1), "-p", url.group(2), "-U", login.user()));
                command.addAll(List.of("-f", file.toString(), url.group(3)));
                variables.put("PGPASSWORD", login.password());
                variables.put("PGCLIENTENCODING", "LATIN1");
                asInput = false;
            } else {
                command.addAll(
                        List.of("--no-defaults", "--comments", "--protocol=TCP", "--default-character-set=latin1"));
                command.addAll(List.of("-h", url.group(1), "-P", url.group(2), "-u", login.user(), url.group(3)));
                variables.put("MYSQL_PWD", login.password());
            }
        }
        Path output = Files.createTempFile("client", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(asInput ? file.toFile() : new File("/dev/null"));
        builder.environment().putAll(variables);
        try {
            int status = builder.start().waitFor();
            return new Result(status, Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }

    private Result bySelf(DatabaseKind kind, Login login, Path file) throws IOException {
        // The lines that speak to the client itself.
        String text =
                Files.readString(file).replace("\\set ON_ERROR_STOP on\n", "").replace(".bail on\n", "");
        SqlScanner scanner = new SqlScanner(kind, new StringReader(text), file, 1);
        StringBuilder output = new StringBuilder();
        int status = 0;
        try (Connection connection = login.connect()) {
            for (var s = scanner.next(); s != null; s = scanner.next()) {
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    if (s.copyData() != null) {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(s.text(), Objects.requireNonNull(s.copyData()));
                    } else if (statement.execute(s.text())) {
                        print(statement, output);
                    }
                } catch (SQLException e) {
                    output.append("ERROR at line ")
                            .append(s.line())
                            .append(": ")
                            .append(e.getMessage())
                            .append('\n');
                    status = 1;
                    if (stops) {
                        return new Result(status, output.toString());
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Result(status, output.toString());
    }

    private static void print(Statement statement, StringBuilder output) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                output.append(result.getString(1)).append('\n');
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
