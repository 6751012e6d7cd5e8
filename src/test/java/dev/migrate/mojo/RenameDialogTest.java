package dev.migrate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.command.RenameQuestion.Answer;
import dev.migrate.diff.Renames;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The question whether something has got another name")
class RenameDialogTest {

    private final List<String> prompts = new ArrayList<>();

    /** What is made of these lines, behind which the input ends. */
    private Answer typed(String... lines) {
        var left = new ArrayDeque<>(List.of(lines));
        var dialog = new RenameDialog(prompt -> {
            prompts.add(prompt);
            return left.poll();
        });
        return dialog.ask(new Renames.Proposal(
                SchemaObject.of(ObjectKind.COLUMN, List.of("users", "100% name"), Map.of()),
                SchemaObject.of(ObjectKind.COLUMN, List.of("users", "full_name"), Map.of())));
    }

    @Test
    @DisplayName("is answered by yes and no")
    void isAnswered() {
        assertThat(typed("y")).isEqualTo(Answer.YES);
        assertThat(typed(" YES ")).isEqualTo(Answer.YES);
        assertThat(typed("n")).isEqualTo(Answer.NO);
        assertThat(typed("No")).isEqualTo(Answer.NO);
        assertThat(prompts)
                .containsOnly(
                        "Is column users.100% name now called \"full_name\"? yes renames it, no drops it and makes a"
                                + " new one [y/n] ");
    }

    @Test
    @DisplayName("is put again until it is answered")
    void isPutAgain() {
        assertThat(typed("", "perhaps", "n")).isEqualTo(Answer.NO);
        assertThat(prompts).hasSize(3);
        assertThat(prompts.subList(1, 3)).allMatch(prompt -> prompt.startsWith("Type y or n. Is column"));
    }

    @Test
    @DisplayName("stays open where the input ends")
    void staysOpen() {
        assertThat(typed()).isEqualTo(Answer.UNKNOWN);
        assertThat(typed("what?")).isEqualTo(Answer.UNKNOWN);
    }
}
