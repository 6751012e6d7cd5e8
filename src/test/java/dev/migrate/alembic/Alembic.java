package dev.migrate.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real Alembic, one process for many questions. */
final class Alembic implements AutoCloseable {

    /** Debian's package belongs to the system's own Python, whichever else comes first on the path. */
    private static final String PYTHON = System.getProperty("migrate.test.python", "/usr/bin/python3");

    private static final String MISSING = PYTHON + " has no Alembic, so nothing is compared with it; on Debian and"
            + " Ubuntu: apt-get install python3-alembic (or name another Python: -Dmigrate.test.python=PATH)";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;
    private final Path errors;
    private @Nullable List<String> rows;

    private Alembic() throws IOException {
        errors = Files.createTempFile("alembic", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(PYTHON, resource("driver.py").toString()).redirectError(errors.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONHASHSEED", "0");
        process = builder.start();
        questions = process.outputWriter();
        answers = process.inputReader();
    }

    /** Starts it; where it is not installed the test is skipped, or fails under {@code CI}, which has to have it. */
    static Alembic start() {
        if (!isInstalled()) {
            if (System.getenv("CI") != null) {
                Assertions.fail(MISSING + "; the variable CI is set, so this does not pass unseen");
            }
            Assumptions.abort(MISSING);
        }
        try {
            return new Alembic();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Alembic.class.getResource("/alembic/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder(PYTHON, "-c", "import alembic, sqlalchemy")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its version. */
    String version() {
        return ask(Map.of("verb", "version")).get("version").asText();
    }

    /** What it makes of a project's graph. */
    JsonNode graph(Path project) {
        return ask(Map.of("verb", "graph", "folder", folder(project)));
    }

    /** What it does on a database that stands at these rows. */
    Answer run(Path project, List<String> at, Command command) {
        Map<String, Object> question = new HashMap<>();
        question.put("folder", folder(project));
        question.put("verb", command.verb().word());
        question.put("target", command.target());
        question.put("purge", command.purge());
        if (!at.equals(rows)) {
            question.put("rows", at);
        }
        JsonNode answer = ask(question);
        rows = strings(answer.get("rows"));
        String error = answer.get("error").isNull() ? null : answer.get("error").asText();
        return new Answer(
                error,
                rows,
                strings(answer.get("ran")),
                strings(answer.get("listed")),
                strings(answer.get("warnings")));
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asText()));
        return List.copyOf(strings);
    }

    private static String folder(Path project) {
        return project.resolve("alembic").toString();
    }

    private JsonNode ask(Map<String, Object> question) {
        try {
            questions.write(JSON.writeValueAsString(question) + "\n");
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Alembic ended: " + Files.readString(errors));
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("fault")) {
                throw new IllegalStateException(
                        question + ": " + answer.get("fault").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.delete(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
