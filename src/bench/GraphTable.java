import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Puts the medians of the runs over large graphs as Markdown between their markers of a page. Arguments: the
 * tab-separated file of runs, a file with the lines that describe the machine, the page.
 */
final class GraphTable {
    private static final String BEGIN = "<!-- bench-graph:begin -->";
    private static final String END = "<!-- bench-graph:end -->";
    private static final Map<String, String> SHAPES = Map.of("line", "in one line", "team", "with branches");

    /** What is asked, and how each tool is asked. */
    private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("start", "Maven alone: `mvn validate`");
        COMMANDS.put("heads", "`heads`");
        COMMANDS.put("history", "`history`");
        COMMANDS.put("json", "`history -Dmigrate.format=json`");
        COMMANDS.put("plan", "`upgrade -Dmigrate.sql`; `upgrade head --sql`");
        COMMANDS.put("dry", "`upgrade -Dmigrate.dryRun`");
        COMMANDS.put("current", "`current`");
        COMMANDS.put("validate", "`validate`");
        COMMANDS.put("revision", "`revision`");
    }

    private GraphTable() {}

    /** One run; without CPU time where it was stopped. */
    private record Run(String shape, int size, String tool, String command, double seconds, double cpu, long kilobytes) {
        static Run parse(String line) {
            String[] f = line.split("\t", -1);
            return new Run(
                    f[0],
                    Integer.parseInt(f[1]),
                    f[2],
                    f[3],
                    Double.parseDouble(f[4]),
                    Double.parseDouble(f[5]),
                    Long.parseLong(f[6]));
        }
    }

    public static void main(String[] args) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            runs.add(Run.parse(line));
        }
        StringBuilder text = new StringBuilder(BEGIN).append("\n\n");
        text.append(Files.readString(Path.of(args[1])).strip()).append("\n");
        for (int size : runs.stream().map(Run::size).distinct().toList()) {
            for (String shape : runs.stream().map(Run::shape).distinct().toList()) {
                table(runs.stream().filter(r -> r.size == size && r.shape.equals(shape)).toList(), text);
            }
        }
        text.append("\n").append(END);
        Path page = Path.of(args[2]);
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("the markers " + BEGIN + " and " + END + " are not in " + page);
        }
        Files.writeString(page, old.substring(0, begin) + text + old.substring(end + END.length()));
        System.out.println(text);
    }

    private static void table(List<Run> runs, StringBuilder text) {
        if (runs.isEmpty()) {
            return;
        }
        text.append(format("\n### %,d revisions %s\n", runs.get(0).size, SHAPES.get(runs.get(0).shape)));
        text.append("\n| | time | CPU | memory | Alembic: time | ratio | CPU | memory |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        COMMANDS.forEach((command, name) -> {
            List<Run> asked = runs.stream().filter(r -> r.command.equals(command)).toList();
            List<Run> its = asked.stream().filter(r -> r.tool.equals("alembic")).toList();
            List<Run> ours = asked.stream().filter(r -> !r.tool.equals("alembic")).toList();
            if (ours.isEmpty()) {
                return;
            }
            text.append("| ").append(name).append(" |").append(time(median(ours, Run::seconds)));
            text.append(time(median(ours, Run::cpu))).append(memory(median(ours, r -> r.kilobytes)));
            if (its.isEmpty()) {
                text.append(" – | – | – | – |\n");
            } else if (its.stream().anyMatch(r -> r.cpu < 0)) {
                text.append(format(" over %.0f s | – | – | – |\n", its.get(0).seconds));
            } else {
                text.append(time(median(its, Run::seconds)));
                text.append(format(" %.2f |", median(its, Run::seconds) / median(ours, Run::seconds)));
                text.append(time(median(its, Run::cpu))).append(memory(median(its, r -> r.kilobytes))).append("\n");
            }
        });
        long times = runs.stream().filter(r -> r.command.equals("heads") && r.tool.equals("migrate")).count();
        text.append(times == 1 ? "\nOne run each.\n" : format("\nMedians of %d runs.\n", times));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String time(double seconds) {
        return format(seconds < 1 ? " %.2f s |" : " %.1f s |", seconds);
    }

    private static String memory(double kilobytes) {
        return format(" %.0f MB |", kilobytes / 1024);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
