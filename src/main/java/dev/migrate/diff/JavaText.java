package dev.migrate.diff;

import java.util.ArrayList;
import java.util.List;

/** Drafted operations as the body of a method of a migration. */
public final class JavaText {

    private static final int INDENT = 8;

    private JavaText() {}

    /**
     * The statements of a method, each with what is lost by it in a comment above it; every line begins with the blanks that a method of a class has.
     *
     * <p>They need {@code import static dev.migrate.Columns.*}, and call the method's parameter {@code op}.
     */
    public static String of(List<Drafted> drafted) {
        var statements = new ArrayList<String>();
        for (Drafted each : drafted) {
            StringBuilder text = new StringBuilder();
            for (String line : each.comments(JavaPiece.WIDTH - INDENT - 3)) {
                // a Unicode escape is one in a comment too
                text.append(" ".repeat(INDENT))
                        .append("// ")
                        .append(line.replace("\\", "\\\\"))
                        .append('\n');
            }
            text.append(" ".repeat(INDENT))
                    .append(JavaCalls.of(each.operation()).laid(INDENT, INDENT, 1))
                    .append(";\n");
            statements.add(text.toString());
        }
        return String.join("", statements);
    }
}
