package dev.migrate.report;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.Finding;
import dev.migrate.lint.RuleFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings in the format that code scanners exchange: SARIF 2.1.0 (OASIS, 2020), as GitHub reads it. */
public final class Sarif {

    private final ProjectPaths paths;
    private final String version;

    /**
     * A writer of findings whose files are relative to the root of the checkout.
     *
     * @param version the plugin's
     */
    public Sarif(Path checkout, String version) {
        this.paths = new ProjectPaths(checkout);
        this.version = version;
    }

    /** The log, to be written as JSON. */
    public Object of(List<RuleFacts> rules, List<Finding> findings) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "migrate-maven-plugin");
        driver.put("version", version);
        driver.put("rules", rules.stream().map(Sarif::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", findings.stream().map(this::result).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Object rule(RuleFacts rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("name", rule.name());
        json.put("shortDescription", Map.of("text", rule.name().replace('-', ' ')));
        json.put("help", Map.of("text", "docs/" + rule.page()));
        json.put("defaultConfiguration", Map.of("level", rule.severity().word(), "enabled", !rule.off()));
        return json;
    }

    private Object result(Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ruleId", finding.rule().id());
        json.put(
                "level",
                diagnostic.severity() == Severity.NOTE
                        ? "note"
                        : diagnostic.severity().word());
        json.put("message", Map.of("text", text(diagnostic)));
        SourceSpan span = diagnostic.span();
        if (span != null) {
            json.put("locations", List.of(Map.of("physicalLocation", location(span))));
        }
        json.put(
                "partialFingerprints",
                Map.of(
                        "revisionRuleAndLine/v1",
                        finding.revision() + ":" + finding.rule().id() + ":" + (span == null ? 0 : span.line())));
        return json;
    }

    private Object location(SourceSpan span) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("artifactLocation", Map.of("uri", uri(paths.name(span.file()))));
        if (span.line() > 0) {
            Map<String, Object> region = new LinkedHashMap<>();
            region.put("startLine", span.line());
            if (span.column() > 0) {
                region.put("startColumn", span.column());
                region.put("endColumn", span.column() + span.length());
            }
            location.put("region", region);
        }
        return location;
    }

    /** A path may hold what a URI may not. */
    private static String uri(String path) {
        try {
            return new java.net.URI(null, null, path, null).toASCIIString();
        } catch (java.net.URISyntaxException e) {
            return path;
        }
    }

    private String text(Diagnostic diagnostic) {
        List<String> lines = new ArrayList<>();
        lines.add(diagnostic.message());
        diagnostic.notes().forEach(note -> lines.add(paths.within(note)));
        if (diagnostic.help() != null) {
            lines.add("Instead: " + diagnostic.help());
        }
        return String.join("\n", lines);
    }
}
