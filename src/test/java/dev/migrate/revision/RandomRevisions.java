package dev.migrate.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Graphs of every shape: several bases, forks, merges, labels, and dependencies across and along branches. */
public final class RandomRevisions {

    private RandomRevisions() {}

    /** That many revisions of a valid graph, shuffled. */
    public static List<Revision> of(int size, Random random) {
        var revisions = new ArrayList<Revision>();
        var ancestors = new ArrayList<Set<Integer>>();
        for (int i = 0; i < size; i++) {
            List<Integer> parents = parents(i, random, ancestors);
            var mine = new HashSet<Integer>(parents);
            parents.forEach(parent -> mine.addAll(ancestors.get(parent)));
            ancestors.add(mine);
            var dependsOn = new ArrayList<String>();
            for (int tries = random.nextInt(5) - 2; i > 0 && tries > 0; tries--) {
                Revision other = revisions.get(random.nextInt(i));
                boolean byLabel = !other.labels().isEmpty() && random.nextBoolean();
                dependsOn.add(byLabel ? other.labels().get(0) : other.id());
            }
            List<String> labels = random.nextInt(4) == 0 ? List.of("label" + i) : List.of();
            List<String> ids = parents.stream().map(RandomRevisions::id).toList();
            revisions.add(GraphSketch.revision(id(i), ids, dependsOn, labels, List.of()));
        }
        Collections.shuffle(revisions, random);
        return revisions;
    }

    private static List<Integer> parents(int i, Random random, List<Set<Integer>> ancestors) {
        int wanted = new int[] {0, 1, 1, 1, 1, 1, 1, 2, 2, 3}[random.nextInt(10)];
        var parents = new ArrayList<Integer>();
        for (int tries = 0; i > 0 && tries < 10 && parents.size() < wanted; tries++) {
            int candidate = Math.max(0, i - 1 - random.nextInt(6));
            boolean apart = parents.stream()
                    .noneMatch(parent -> parent == candidate
                            || ancestors.get(parent).contains(candidate)
                            || ancestors.get(candidate).contains(parent));
            if (apart) {
                parents.add(candidate);
            }
        }
        return parents;
    }

    /** All of one length, so that none is the beginning of another. */
    private static String id(int i) {
        return "rev" + (1000 + i);
    }
}
