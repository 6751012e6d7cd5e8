package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Target.Base;
import dev.migrate.revision.Target.Current;
import dev.migrate.revision.Target.Head;
import dev.migrate.revision.Target.Heads;
import dev.migrate.revision.Target.Named;
import dev.migrate.revision.Target.OnBranch;
import dev.migrate.revision.Target.Walk;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("head", new Head()),
                Arguments.of("heads", new Heads()),
                Arguments.of("base", new Base()),
                Arguments.of("current", new Current()),
                Arguments.of("20260801_09", new Named("20260801_09")),
                Arguments.of("v1.2_3", new Named("v1.2_3")),
                Arguments.of("header", new Named("header")),
                Arguments.of("+2", new Walk(new Current(), 2)),
                Arguments.of("-1", new Walk(new Current(), -1)),
                Arguments.of("ae10+2", new Walk(new Named("ae10"), 2)),
                Arguments.of("20260801-12", new Walk(new Named("20260801"), -12)),
                Arguments.of("head-1", new Walk(new Head(), -1)),
                Arguments.of("base+3", new Walk(new Base(), 3)),
                Arguments.of("elm@head", new OnBranch("elm", new Head())),
                Arguments.of("elm@heads", new OnBranch("elm", new Heads())),
                Arguments.of("elm@base", new OnBranch("elm", new Base())),
                Arguments.of("elm@+1", new OnBranch("elm", new Walk(new Current(), 1))),
                Arguments.of("elm@-1", new OnBranch("elm", new Walk(new Current(), -1))),
                Arguments.of("elm@ae10", new OnBranch("elm", new Named("ae10"))),
                Arguments.of("elm@ae10-2", new OnBranch("elm", new Walk(new Named("ae10"), -2))),
                Arguments.of("elm-tree@head", new OnBranch("elm-tree", new Head())),
                Arguments.of(" head ", new Head()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isRead(String written, Target target) {
        assertThat(Target.parse(written)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "@head", "elm@", "a@b@c", "+", "+0", "1+1+1", "a:b", "a b", "+99999999999", "a,b"})
    void isRefused(String written) {
        assertThatThrownBy(() -> Target.parse(written))
                .isInstanceOfSatisfying(MigrateException.class, thrown -> assertThat(thrown.diagnostics())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.code()).isEqualTo("graph/bad-target")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ae10:head, ae10, head",
                ":head, -, head",
                "ae10:, ae10, -",
                ":, -, -",
                "-3:current, current-3, current",
                "ae10:+2, ae10, ae10+2",
                "-2:, -2, -",
            })
    void rangesHaveTwoEnds(String written, String from, String to) {
        assertThat(RevisionRange.parse(written)).isEqualTo(new RevisionRange(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ae10", "a:b:c"})
    void aRangeHasOneColon(String written) {
        assertThatThrownBy(() -> RevisionRange.parse(written))
                .isInstanceOfSatisfying(MigrateException.class, thrown -> assertThat(thrown.diagnostics())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.code()).isEqualTo("graph/bad-range")));
    }
}
