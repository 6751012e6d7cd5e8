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
            before(all, s.leading(), i);
            all.append(s.text()).append(s.terminator());
        }
        before(all, remainder, statements.size());
        return all.toString();
    }

    /** What stands before a statement; the data of a COPY stands behind the first line of it. */
    private void before(StringBuilder all, String leading, int index) {
        boolean copy = index > 0 && statements.get(index - 1).copyData() != null;
        int cut = copy ? leading.indexOf('\n') + 1 : 0;
        all.append(leading, 0, cut);
        all.append(copy ? copied.get(index - 1) : "");
        all.append(leading, cut, leading.length());
    }
}
