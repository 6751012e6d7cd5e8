package dev.migrate.alembic;

import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.RandomRevisions;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Graphs and commands by chance. */
final class RandomProject {

    private final Random random;

    RandomProject(Random random) {
        this.random = random;
    }

    /** Revisions whose ids begin alike, some of them with an id that is the beginning of another's. */
    List<Revision> revisions() {
        List<Revision> drawn = RandomRevisions.of(1 + random.nextInt(14), random);
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Revision revision : drawn) {
            String name = id(taken);
            taken.add(name);
            names.put(revision.id(), name);
        }
        List<Revision> named = new ArrayList<>();
        for (Revision revision : drawn) {
            List<String> labels = new ArrayList<>(revision.labels());
            if (!labels.isEmpty() && random.nextInt(6) == 0) {
                labels.add("also" + labels.get(0));
            }
            named.add(GraphSketch.revision(
                    names.getOrDefault(revision.id(), ""),
                    renamed(revision.parents(), names),
                    renamed(revision.dependsOn(), names),
                    labels,
                    List.of()));
        }
        return named;
    }

    /** A command with a target of any form, good or bad. */
    Command command(RevisionGraph graph) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> new Command(Command.Verb.SHOW, target(graph));
            case 2 -> new Command(Command.Verb.HISTORY, end(graph) + ":" + end(graph));
            case 3, 4, 5, 6, 7, 8 -> new Command(Command.Verb.DOWNGRADE, target(graph));
            case 9, 10, 11 -> new Command(Command.Verb.STAMP, stampTarget(graph), random.nextInt(6) == 0);
            default -> new Command(Command.Verb.UPGRADE, target(graph));
        };
    }

    private String stampTarget(RevisionGraph graph) {
        return random.nextInt(5) == 0 ? target(graph) + "," + target(graph) : target(graph);
    }

    private String target(RevisionGraph graph) {
        int steps = 1 + random.nextInt(3);
        return switch (random.nextInt(24)) {
            case 0 -> "head";
            case 1, 2 -> "heads";
            case 3 -> "base";
            case 4, 5 -> "+" + steps;
            case 6, 7 -> "-" + steps;
            case 8 -> name(graph) + "+" + steps;
            case 9 -> name(graph) + "-" + steps;
            case 10 -> branch(graph) + "@head";
            case 11 -> branch(graph) + "@heads";
            case 12 -> branch(graph) + "@base";
            case 13 -> branch(graph) + "@+" + steps;
            case 14 -> branch(graph) + "@-" + steps;
            case 15, 16 -> branch(graph) + "@" + name(graph);
            case 17 -> branch(graph) + "@" + name(graph) + "+" + steps;
            case 18 -> branch(graph) + "@" + name(graph) + "-" + steps;
            case 19 -> "unknown";
            case 20 -> prefix(graph);
            case 21 -> "head-" + steps;
            default -> name(graph);
        };
    }

    private String end(RevisionGraph graph) {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "base";
            case 2 -> "head";
            case 3 -> "heads";
            default -> name(graph);
        };
    }

    private String name(RevisionGraph graph) {
        int kind = random.nextInt(8);
        List<String> labels = List.copyOf(graph.labels()).stream().sorted().toList();
        if (kind == 0 && !labels.isEmpty()) {
            return labels.get(random.nextInt(labels.size()));
        }
        return kind == 1 ? prefix(graph) : id(graph);
    }

    private String branch(RevisionGraph graph) {
        List<String> labels = List.copyOf(graph.labels()).stream().sorted().toList();
        return labels.isEmpty() || random.nextInt(3) == 0 ? name(graph) : labels.get(random.nextInt(labels.size()));
    }

    private String prefix(RevisionGraph graph) {
        String id = id(graph);
        return id.substring(0, 1 + random.nextInt(id.length()));
    }

    private String id(RevisionGraph graph) {
        return graph.ordered().get(random.nextInt(graph.size())).id();
    }

    private String id(Set<String> taken) {
        while (true) {
            String stem = taken.isEmpty() || random.nextInt(3) > 0
                    ? "" + (char) ('a' + random.nextInt(6))
                    : List.copyOf(taken).stream().sorted().toList().get(random.nextInt(taken.size()));
            var id = new StringBuilder(stem);
            while (id.length() < 5 || random.nextInt(3) == 0) {
                id.append((char) ('1' + random.nextInt(9)));
            }
            if (id.length() <= 12 && !taken.contains(id.toString())) {
                return id.toString();
            }
        }
    }

    private static List<String> renamed(List<String> ids, Map<String, String> names) {
        return ids.stream().map(id -> names.getOrDefault(id, id)).toList();
    }
}
