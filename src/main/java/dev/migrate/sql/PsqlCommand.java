package dev.migrate.sql;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;

/** The backslash commands that psql carries out itself and no server knows. */
final class PsqlCommand {

    private PsqlCommand() {}

    /** What is said of one, with what to write instead. */
    static MigrateException refused(String command, SourceSpan place) {
        if (command.equals("\\.")) {
            return Diagnostic.error("sql/psql-command", "\"\\.\" stands outside of the data of a COPY")
                    .at(place)
                    .note("It ends the data that follows COPY … FROM stdin; there is none here.")
                    .help("remove the line")
                    .toException();
        }
        return Diagnostic.error("sql/psql-command", "\"" + command + "\" is a command of psql, not SQL")
                .at(place)
                .note("psql carries out backslash commands itself; the server, which the plugin talks to, knows none.")
                .help(instead(command))
                .toException();
    }

    private static String instead(String command) {
        return switch (command) {
            case "\\set", "\\gset", "\\prompt" -> "write ${name} in the script and set it under [placeholders]";
            case "\\copy" -> "COPY … FROM stdin; then the data, then a line \\.";
            case "\\i", "\\ir", "\\include", "\\include_relative" -> "put the file's statements in this script";
            case "\\c", "\\connect" -> "remove it: the environment's url says where to connect";
            case "\\g", "\\gexec", "\\gx" -> "end the statement with ;";
            case "\\timing", "\\echo", "\\qecho", "\\warn", "\\pset", "\\x" -> "remove the line";
            default -> "write it as SQL, or remove the line";
        };
    }
}
