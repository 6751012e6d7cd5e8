package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DescentTest {

    @Property
    void saysWhatTheClosureSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        var random = new Random(seed);
        int[][] parents = new int[size][];
        int[][] all = new int[size][];
        for (int i = 0; i < size; i++) {
            parents[i] = some(i, random);
            var both = new TreeSet<Integer>();
            for (int end : parents[i]) {
                both.add(end);
            }
            for (int end : some(i, random)) {
                both.add(end);
            }
            all[i] = both.stream().mapToInt(Integer::intValue).toArray();
        }
        BitSet[] behind = closure(parents);
        var descent = new Descent(parents, all);
        for (int node = 0; node < size; node++) {
            for (int ancestor = 0; ancestor < size; ancestor++) {
                assertThat(descent.descends(node, ancestor))
                        .as("%d from %d", node, ancestor)
                        .isEqualTo(behind[node].get(ancestor));
            }
        }
        int[] chosen = random.ints(0, size).distinct().limit(Math.min(size, 8)).sorted().toArray();
        List<Integer> expected = new ArrayList<>();
        for (int older : chosen) {
            for (int younger : chosen) {
                if (behind[younger].get(older) && !expected.contains(older)) {
                    expected.add(older);
                }
            }
        }
        assertThat(descent.behindOthers(chosen).length).isEqualTo(expected.size());
        for (int older : descent.behindOthers(chosen)) {
            assertThat(expected).contains(older);
        }
    }

    private static int[] some(int below, Random random) {
        return below == 0
                ? new int[0]
                : random.ints(random.nextInt(3), 0, below).distinct().sorted().toArray();
    }

    private static BitSet[] closure(int[][] parents) {
        BitSet[] behind = new BitSet[parents.length];
        for (int i = 0; i < parents.length; i++) {
            behind[i] = new BitSet();
            for (int parent : parents[i]) {
                behind[i].set(parent);
                behind[i].or(behind[parent]);
            }
        }
        return behind;
    }
}
