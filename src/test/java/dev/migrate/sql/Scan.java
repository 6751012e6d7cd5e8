package dev.migrate.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that a scanner says of a text. */
record Scan(List<Statement> statements, List<String> copied, String remainder) {

    static final Path FILE = Path.of("script.sql");

    static Scan of(DatabaseKind kind, String sql) {
        return of(kind, new StringReader(sql));
    }

    static Scan of(DatabaseKind kind, Reader sql) {
        var scanner = new SqlScanner(kind, sql, FILE, 1);
        var statements = new ArrayList<Statement>();
        var copied = new ArrayList<String>();
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            statements.add(s);
            copied.add(s.copyData() == null ? "" : text(s.copyData()));
        }
        return new Scan(statements, copied, scanner.remainder());
    }

    private static String text(Reader reader) {
        var writer = new StringWriter();
        try {
            reader.transferTo(writer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return writer.toString();
    }

    List<String> texts() {
        return statements.stream().map(Statement::text).toList();
    }

    /** The source, put together again. */
    String whole() {
        var all = new StringBuilder();
        for (int i = 0; i < statements.size(); i++) {
            Statement s = statements.get(i);
            all.append(s.leading()).append(s.text()).append(s.terminator());
            if (s.copyData() != null) {
                // the rest of the COPY's own line is told with what follows the data
                String next = i + 1 < statements.size() ? statements.get(i + 1).leading() : remainder;
                all.append(next, 0, next.indexOf('\n') + 1).append(copied.get(i));
                String behind = next.substring(next.indexOf('\n') + 1);
                if (i + 1 < statements.size()) {
                    Statement after = statements.get(i + 1);
                    all.append(behind);
                    all.append(after.text()).append(after.terminator());
                    i++;
                    if (after.copyData() != null) {
                        throw new AssertionError("one COPY behind another: not put together here");
                    }
                } else {
                    return all.append(behind).toString();
                }
            }
        }
        return all.append(remainder).toString();
    }
}
