package dev.migrate.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.lint.Finding;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.UnusedAllowance;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the rules' pages say is what the rules do; {@code src/test/resources} has the cases that would make a page long. */
@DisplayName("The rules of the review")
class RulesTest {

    private static final Path PAGES = Path.of("docs", "lint");
    private static final Path MORE = Path.of("src", "test", "resources", "dev", "migrate", "lint");

    @Test
    void areInTheOrderOfTheirIdsAndNoIdOrNameIsThereTwice() {
        List<String> ids = Rules.all().stream().map(r -> r.facts().id()).toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(Rules.all().stream().map(r -> r.facts().name())).doesNotHaveDuplicates();
    }

    @Test
    void standInTheListOfThePages() throws IOException {
        String list = Files.readString(PAGES.resolve("README.md"), StandardCharsets.UTF_8);
        for (Rule rule : Rules.all()) {
            RuleFacts facts = rule.facts();
            assertThat(list)
                    .contains("| [" + facts.id() + "](" + facts.id() + ".md) | " + facts.name() + " | "
                            + severity(facts) + " | " + databases(facts) + " |");
        }
    }

    @TestFactory
    Stream<DynamicNode> doWhatTheirPagesSay() {
        return Rules.all().stream()
                .map(rule -> DynamicContainer.dynamicContainer(rule.facts().id(), nodes(rule)));
    }

    private static Stream<DynamicNode> nodes(Rule rule) {
        RuleFacts facts = rule.facts();
        Path page = PAGES.resolve(facts.id() + ".md");
        DynamicNode head = DynamicTest.dynamicTest("page", () -> {
            List<String> lines = Files.readAllLines(page, StandardCharsets.UTF_8);
            assertThat(lines.get(0)).isEqualTo("# " + facts.id() + " " + facts.name());
            assertThat(lines.get(2)).isEqualTo(severity(facts) + " · " + databases(facts));
            if (!(rule instanceof UnusedAllowance)) {
                List<RuleCases> cases = RuleCases.of(page);
                assertThat(cases.stream().anyMatch(RuleCases::found)).isTrue();
                assertThat(cases.stream().anyMatch(c -> !c.found())).isTrue();
            }
        });
        return Stream.concat(
                Stream.of(head),
                Stream.of(page, MORE.resolve(facts.id() + ".md"))
                        .filter(Files::exists)
                        .flatMap(file -> cases(rule, file)));
    }

    private static Stream<DynamicNode> cases(Rule rule, Path file) {
        try {
            return RuleCases.of(file).stream().flatMap(one -> one.kinds(rule).stream()
                    .map(kind -> DynamicTest.dynamicTest(
                            file + ":" + one.line() + " " + kind.displayName(), () -> check(rule, one, kind))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(Rule rule, RuleCases one, DatabaseKind kind) {
        List<Finding> findings = one.review(rule, kind);
        if (one.found()) {
            assertThat(findings).as(one.sql()).isNotEmpty();
            for (Finding finding : findings) {
                assertThat(finding.diagnostic().span().line()).isGreaterThan(one.line());
                assertThat(finding.diagnostic().message()).doesNotEndWith(".");
                assertThat(finding.diagnostic().help()).as("what to do instead").isNotBlank();
            }
        } else {
            assertThat(findings).as(one.sql()).isEmpty();
        }
    }

    private static String severity(RuleFacts facts) {
        return facts.severity().word() + (facts.off() ? ", off by default" : "");
    }

    private static String databases(RuleFacts facts) {
        return facts.databases().size() == DatabaseKind.values().length
                ? "every database"
                : facts.databases().stream().map(DatabaseKind::displayName).collect(Collectors.joining(", "));
    }
}
