import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts the medians of the measured runs as Markdown between the markers of a page. Arguments: the tab-separated file
 * of runs, a file with the lines that describe the machine, the page.
 */
final class Table {
    private static final String BEGIN = "<!-- bench:begin -->";
    private static final String END = "<!-- bench:end -->";

    private Table() {}

    private record Run(String database, String tool, String delay, double seconds, double again, long trips) {
        static Run parse(String line) {
            String[] f = line.split("\t", -1);
            return new Run(
                    f[0], f[1], f[2], Double.parseDouble(f[4]), Double.parseDouble(f[5]), Long.parseLong(f[6]));
        }
    }

    public static void main(String[] args) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            runs.add(Run.parse(line));
        }
        StringBuilder text = new StringBuilder(BEGIN).append("\n\n");
        text.append(Files.readString(Path.of(args[1])).strip()).append("\n");
        for (String database : runs.stream().map(Run::database).distinct().toList()) {
            table(database, runs.stream().filter(r -> r.database.equals(database)).toList(), text);
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

    private static void table(String database, List<Run> runs, StringBuilder text) {
        List<String> delays = runs.stream().map(Run::delay).distinct().toList();
        List<String> tools = runs.stream().map(Run::tool).distinct().toList();
        String base = tools.stream()
                .filter(tool -> tool.startsWith("migrate-maven-plugin"))
                .findFirst()
                .orElse(tools.get(0));
        boolean network = delays.stream().anyMatch(d -> !d.equals("0"));
        text.append("\n### ").append(database).append("\n\n| tool |");
        delays.forEach(d -> text.append(' ').append(d).append(" ms | ratio |"));
        text.append(network ? " round trips |" : "");
        delays.forEach(d -> text.append(" nothing to do, ").append(d).append(" ms |"));
        text.append("\n| --- |").append(" ---: |".repeat(3 * delays.size() + (network ? 1 : 0))).append("\n");
        for (String tool : tools) {
            text.append("| ").append(tool).append(" |");
            for (String delay : delays) {
                Run mine = median(runs, tool, delay);
                Run its = median(runs, base, delay);
                text.append(mine == null ? " – | – |" : its == null
                        ? time(mine.seconds) + " – |"
                        : time(mine.seconds) + format(" %.2f |", mine.seconds / its.seconds));
            }
            if (network) {
                text.append(runs.stream()
                        .filter(r -> r.tool.equals(tool) && r.trips > 0)
                        .map(r -> format(" %,d |", r.trips))
                        .findFirst()
                        .orElse(" – |"));
            }
            for (String delay : delays) {
                Run mine = median(runs, tool, delay);
                text.append(mine == null || mine.again < 0 ? " – |" : time(mine.again));
            }
            text.append("\n");
        }
        long times = runs.stream()
                .filter(r -> r.tool.equals(base) && r.delay.equals(delays.get(0)))
                .count();
        String runsEach = times == 1 ? "One run each" : "Medians of " + times + " runs";
        text.append(format("\nRatios are to %s. %s.\n", base, runsEach));
    }

    /** The median of each figure; null where the tool did not run. */
    private static Run median(List<Run> all, String tool, String delay) {
        List<Run> runs = all.stream().filter(r -> r.tool.equals(tool) && r.delay.equals(delay)).toList();
        if (runs.isEmpty()) {
            return null;
        }
        double seconds = median(runs.stream().map(Run::seconds).toList());
        double again = median(runs.stream().map(Run::again).toList());
        return new Run(runs.get(0).database, tool, delay, seconds, again, runs.get(0).trips);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String time(double seconds) {
        return format(seconds < 1 ? " %.2f s |" : " %.1f s |", seconds);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
