package dev.migrate.model;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.schema.Schema;
import dev.migrate.script.Placeholders;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wanted schema as the statements that make it, in {@code schema.sql} or the files of a folder {@code schema}. It owns everything. */
public final class SchemaFileModel implements Model {

    private static final String FILE = "schema.sql";
    private static final String FOLDER = "schema";
    private static final Set<String> DATA = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE");

    private final String title;
    private final List<Path> files;
    private final @Nullable Map<String, String> placeholders;
    private final List<String> notes = new ArrayList<>();

    private SchemaFileModel(String title, List<Path> files, @Nullable Map<String, String> placeholders) {
        this.title = title;
        this.files = List.copyOf(files);
        this.placeholders = placeholders;
    }

    /**
     * The model of a project; empty where it has no such file.
     *
     * @param project its folder
     * @param placeholders values for {@code ${name}}; null where placeholders are off
     */
    static Optional<SchemaFileModel> in(Path project, @Nullable Map<String, String> placeholders) {
        Path file = project.resolve(FILE);
        Path folder = project.resolve(FOLDER);
        List<Path> inFolder = Files.isDirectory(folder) ? sqlFiles(folder) : List.of();
        if (Files.isRegularFile(file)) {
            if (!inFolder.isEmpty()) {
                throw Diagnostic.error(
                                "model/two-schemas", "the project has both \"schema.sql\" and files in \"schema\"")
                        .at(SourceSpan.of(file))
                        .help("move schema.sql into the folder, or the folder's files into it")
                        .toException();
            }
            return Optional.of(new SchemaFileModel(FILE, List.of(file), placeholders));
        }
        if (inFolder.isEmpty()) {
            return Optional.empty();
        }
        String count = inFolder.size() == 1 ? "1 file" : inFolder.size() + " files";
        return Optional.of(new SchemaFileModel(FOLDER + "/ (" + count + ")", inFolder, placeholders));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public List<ModelStatement> statements(Server server) {
        notes.clear();
        List<ModelStatement> statements = new ArrayList<>();
        for (Path file : files) {
            read(file, server.kind(), statements);
        }
        return List.copyOf(statements);
    }

    @Override
    public Schema goal(Schema model, Schema live) {
        return model;
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void read(Path file, DatabaseKind kind, List<ModelStatement> statements) {
        var scanner = new SqlScanner(kind, text(file), file, 1);
        for (Statement next = scanner.next(); next != null; next = scanner.next()) {
            String firstLine = next.text().lines().findFirst().orElse("");
            SourceSpan place = SourceSpan.of(file, next.line(), next.column(), firstLine.length());
            if (next.copyData() != null) {
                notes.add("the rows of COPY in " + file.getFileName() + ":" + next.line() + " are left out");
                continue;
            }
            // BEGIN and COMMIT of a dump: a state is not a transaction, and the loader has its own
            if (StatementClass.of(next, kind).transactionControl()) {
                continue;
            }
            Elsewhere.refuse(next, kind, place);
            String sql = Placeholders.apply(next, placeholders, file).text();
            statements.add(new ModelStatement(sql, isData(next), place));
        }
    }

    private static boolean isData(Statement statement) {
        return !statement.keywords().isEmpty()
                && DATA.contains(statement.keywords().get(0).toUpperCase(Locale.ROOT));
    }

    /** The files in the order of their paths, those of a folder where its name stands. */
    private static List<Path> sqlFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".sql"))
                    .sorted((a, b) -> shown(folder, a).compareTo(shown(folder, b)))
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String shown(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static Reader text(Path file) {
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            return new StringReader(decoded.toString());
        } catch (CharacterCodingException e) {
            throw Diagnostic.error("script/not-utf-8", "\"" + file.getFileName() + "\" is not UTF-8")
                    .at(SourceSpan.of(file))
                    .help("save it as UTF-8")
                    .toException(e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static RuntimeException unreadable(Path file, IOException e) {
        return Diagnostic.error("script/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                .at(SourceSpan.of(file))
                .toException(e);
    }
}
