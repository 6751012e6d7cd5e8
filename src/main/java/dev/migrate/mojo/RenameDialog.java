package dev.migrate.mojo;

import dev.migrate.command.RenameQuestion;
import dev.migrate.diff.Renames;
import java.io.Console;
import java.util.Locale;

/** Asks on the terminal whether something has got another name. */
final class RenameDialog {

    /** The terminal that Maven was started on. */
    static final RenameQuestion ON_TERMINAL = RenameDialog::ask;

    private RenameDialog() {}

    private static RenameQuestion.Answer ask(Renames.Proposal proposal) {
        Console terminal = System.console();
        while (terminal != null) {
            String answer = terminal.readLine(
                    "Is %s now called \"%s\"? yes renames it, no drops it and makes a new one [y/n] ",
                    proposal.from().title(), proposal.to().name());
            if (answer == null) {
                break;
            }
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return RenameQuestion.Answer.YES;
                }
                case "n", "no" -> {
                    return RenameQuestion.Answer.NO;
                }
                default -> terminal.printf("Type y or n.%n");
            }
        }
        return RenameQuestion.Answer.UNKNOWN;
    }
}
