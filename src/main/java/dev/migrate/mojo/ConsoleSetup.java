package dev.migrate.mojo;

import dev.migrate.report.Style;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** Finds out what the terminal can show, from Maven's options and the environment's variables. */
final class ConsoleSetup {

    private static final int WIDTH = 120;
    private static final int LEAST = 40;

    /** {@code [INFO] } stands before every line. */
    private static final int MAVEN_PREFIX = 7;

    private ConsoleSetup() {}

    static Console console(MavenSession session, Log log, Map<String, String> variables) {
        boolean terminal = session.getRequest().isInteractiveMode() && isTerminal();
        boolean coloured = isColoured(session, terminal, variables);
        int width = terminal ? TerminalWidth.of(variables) : 0;
        var style = width > 0
                ? new Style(coloured, isUnicode(), Math.max(LEAST, width - MAVEN_PREFIX), true)
                : new Style(coloured, isUnicode(), WIDTH);
        Path annotated = null;
        if ("true".equals(variables.get("GITHUB_ACTIONS"))) {
            String checkout = variables.get("GITHUB_WORKSPACE");
            annotated = Path.of(checkout == null ? session.getRequest().getBaseDirectory() : checkout);
        }
        return new Console(log, style, terminal, annotated);
    }

    /** Maven's {@code -Dstyle.color} comes first, then the convention of https://no-color.org. */
    private static boolean isColoured(MavenSession session, boolean terminal, Map<String, String> variables) {
        Properties properties = session.getUserProperties();
        String wish = properties.getProperty("style.color", properties.getProperty("maven.style.color", "auto"));
        if (wish.equals("always")) {
            return true;
        }
        return terminal
                && !wish.equals("never")
                && !variables.containsKey("NO_COLOR")
                && !"dumb".equals(variables.get("TERM"));
    }

    /** Since Java 22 there is a console also without a terminal, and it says so. */
    private static boolean isTerminal() {
        Object console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }

    /** {@code stdout.encoding} is known since Java 19. */
    private static boolean isUnicode() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        try {
            Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
            return charset.newEncoder().canEncode("│╮");
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return false;
        }
    }
}
