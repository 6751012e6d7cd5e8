package dev.migrate.mojo;

import dev.migrate.command.RenameQuestion;
import dev.migrate.diff.Renames;
import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks on the terminal whether something has got another name. */
final class RenameDialog implements RenameQuestion {

    private final Terminal terminal;

    RenameDialog(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The terminal that Maven was started on. */
    static RenameQuestion onTerminal() {
        Console console = System.console();
        return console == null ? NOBODY : new RenameDialog(prompt -> console.readLine("%s", prompt));
    }

    /** Where somebody sits. */
    @FunctionalInterface
    interface Terminal {
        /** The line that is typed behind a prompt; null at the end of the input. */
        @Nullable
        String read(String prompt);
    }

    @Override
    public Answer ask(Renames.Proposal proposal) {
        String question = "Is " + proposal.from().title() + " now called \""
                + proposal.to().name() + "\"? yes renames it, no drops it and makes a new one [y/n] ";
        String prompt = question;
        String answer;
        while ((answer = terminal.read(prompt)) != null) {
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return Answer.YES;
                }
                case "n", "no" -> {
                    return Answer.NO;
                }
                default -> prompt = "Type y or n. " + question;
            }
        }
        return Answer.UNKNOWN;
    }
}
