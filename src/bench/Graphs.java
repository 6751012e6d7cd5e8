import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes one graph of revisions twice, in this plugin's form and in Alembic's. Arguments: the shape ({@code line}, or
 * {@code team}: branches that are merged again, labels, a second line that depends on the first), how many, the folder.
 */
final class Graphs {

    private static final int BRANCHES = 8;

    private final int count;
    private final Random random = new Random(20260101);
    private final List<Node> nodes = new ArrayList<>();

    private Graphs(int count) {
        this.count = count;
    }

    private record Node(int number, List<Integer> parents, List<Integer> needs, String label) {
        String id() {
            return Graphs.id(number);
        }
    }

    public static void main(String[] args) throws IOException {
        var graphs = new Graphs(Integer.parseInt(args[1]));
        switch (args[0]) {
            case "line" -> graphs.line();
            case "team" -> graphs.team();
            default -> throw new IllegalArgumentException(args[0]);
        }
        Path folder = Path.of(args[2]);
        Path migrations = Files.createDirectories(folder.resolve("migrate/src/main/migrations"));
        Path versions = Files.createDirectories(folder.resolve("alembic/versions"));
        Path environments = Files.createDirectories(folder.resolve("migrate/environments"));
        Files.writeString(environments.resolve("dev.toml"), "url = \"jdbc:sqlite:dev.db\"\n");
        for (Node node : graphs.nodes) {
            Files.writeString(
                    migrations.resolve(text("2026-01-01_add_t_%06d.sql", node.number)), graphs.migrate(node));
            Files.writeString(versions.resolve(node.id() + "_add_t.py"), graphs.alembic(node));
        }
    }

    private void line() {
        for (int i = 0; i < count; i++) {
            add(i == 0 ? List.of() : List.of(i - 1), List.of(), "");
        }
    }

    /** A trunk, up to eight branches open at a time, and a line of its own that now and then needs the trunk. */
    private void team() {
        int trunk = add(List.of(), List.of(), "trunk");
        int reports = add(List.of(), List.of(), "reports");
        var open = new ArrayList<Integer>();
        int labelled = 0;
        while (nodes.size() < count - BRANCHES - 2) {
            int what = random.nextInt(100);
            if (what < 10 && open.size() < BRANCHES) {
                boolean label = labelled < count / 500;
                open.add(add(List.of(trunk), List.of(), label ? "feature_" + labelled++ : ""));
                trunk = add(List.of(trunk), List.of(), "");
            } else if (what < 20 && !open.isEmpty()) {
                trunk = add(List.of(trunk, open.remove(random.nextInt(open.size()))), List.of(), "");
            } else if (what < 30) {
                reports = add(List.of(reports), what < 25 ? List.of(trunk) : List.of(), "");
            } else if (what < 70 && !open.isEmpty()) {
                int branch = random.nextInt(open.size());
                open.set(branch, add(List.of(open.get(branch)), List.of(), ""));
            } else {
                trunk = add(List.of(trunk), List.of(), "");
            }
        }
        for (int branch : open) {
            trunk = add(List.of(trunk, branch), List.of(), "");
        }
        int last = add(List.of(trunk, reports), List.of(), "");
        while (nodes.size() < count) {
            last = add(List.of(last), List.of(), "");
        }
    }

    private int add(List<Integer> parents, List<Integer> needs, String label) {
        nodes.add(new Node(nodes.size(), parents, needs, label));
        return nodes.size() - 1;
    }

    private String migrate(Node node) {
        return text("-- add t_%d\n--\n-- revision: %s\n", node.number, node.id())
                + text("-- revises: %s\n", ids(node.parents, "", ", "))
                + text("-- created: 2026-01-01T00:00:00Z\n-- labels: %s\n", node.label)
                + text("-- depends-on: %s\n-- replaces:\n\n", ids(node.needs, "", ", "))
                + text("-- migrate:upgrade\nCREATE TABLE t_%d (id INTEGER NOT NULL PRIMARY KEY);\n", node.number)
                + text("\n-- migrate:downgrade\nDROP TABLE t_%d;\n", node.number);
    }

    private String alembic(Node node) {
        return text("\"\"\"add t_%d\"\"\"\nfrom alembic import op\n\nrevision = \"%s\"\n", node.number, node.id())
                + "down_revision = " + tuple(node.parents) + "\n"
                + "branch_labels = " + (node.label.isEmpty() ? "None" : "(\"" + node.label + "\",)") + "\n"
                + "depends_on = " + tuple(node.needs) + "\n\n\n"
                + text("def upgrade():\n    op.execute(\"CREATE TABLE t_%d (", node.number)
                + "id INTEGER NOT NULL PRIMARY KEY)\")\n\n\n"
                + text("def downgrade():\n    op.execute(\"DROP TABLE t_%d\")\n", node.number);
    }

    private String tuple(List<Integer> numbers) {
        return numbers.isEmpty() ? "None" : "(" + ids(numbers, "\"", ", ") + ",)";
    }

    private String ids(List<Integer> numbers, String quote, String between) {
        return numbers.stream().map(n -> quote + id(n) + quote).collect(Collectors.joining(between));
    }

    private static String id(int number) {
        return text("20260101_000000_%08x", number);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
