package dev.migrate.report;

import dev.migrate.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Results in the XML that JUnit's runners write and build servers read (Maven Surefire, "surefire-test-report-3.0.xsd"). */
public final class JunitReport {

    /**
     * One test case.
     *
     * @param name what is tested
     * @param file the script, relative to the project; null where it is no script's
     * @param took how long it took
     * @param faults why it failed; none where it did not
     * @param skipped why it was not run; null where it was
     * @param output what it printed; no line for nothing
     */
    public record Case(
            String name,
            @Nullable String file,
            Duration took,
            List<Diagnostic> faults,
            @Nullable String skipped,
            List<String> output) {

        /** Copies the lists. */
        public Case {
            faults = List.copyOf(faults);
            output = List.copyOf(output);
        }

        /** A case that printed nothing. */
        public Case(
                String name, @Nullable String file, Duration took, List<Diagnostic> faults, @Nullable String skipped) {
            this(name, file, took, faults, skipped, List.of());
        }
    }

    private final Path project;

    /** A report of a project, in whose folder files are named. */
    public JunitReport(Path project) {
        this.project = project;
    }

    /** Writes it. */
    public void write(String suite, List<Case> cases, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            line(xml, 0);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", suite);
            xml.writeAttribute("tests", String.valueOf(cases.size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(cases.stream()
                            .filter(one -> !one.faults().isEmpty())
                            .count()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute(
                    "skipped",
                    String.valueOf(
                            cases.stream().filter(one -> one.skipped() != null).count()));
            xml.writeAttribute("time", seconds(cases.stream().map(Case::took).reduce(Duration.ZERO, Duration::plus)));
            for (Case one : cases) {
                line(xml, 1);
                write(suite, one, xml);
            }
            line(xml, 0);
            xml.writeEndElement();
            line(xml, 0);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void write(String suite, Case one, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", suite);
        xml.writeAttribute("name", legal(one.name()));
        if (one.file() != null) {
            xml.writeAttribute("file", one.file());
        }
        xml.writeAttribute("time", seconds(one.took()));
        if (!one.faults().isEmpty()) {
            Diagnostic first = one.faults().get(0);
            line(xml, 2);
            xml.writeStartElement("failure");
            xml.writeAttribute("type", first.code());
            xml.writeAttribute("message", legal(first.message()));
            var text = new StringBuilder();
            var formatter = new DiagnosticFormatter(project, Style.PLAIN);
            one.faults().forEach(fault -> formatter.format(fault).forEach(line -> text.append(line)
                    .append('\n')));
            xml.writeCharacters(legal(text.toString()));
            xml.writeEndElement();
            line(xml, 1);
        } else if (one.skipped() != null) {
            line(xml, 2);
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", legal(one.skipped()));
            xml.writeEndElement();
            line(xml, 1);
        }
        if (!one.output().isEmpty()) {
            line(xml, 2);
            xml.writeStartElement("system-out");
            xml.writeCharacters(legal(String.join("\n", one.output()) + "\n"));
            xml.writeEndElement();
            line(xml, 1);
        }
        xml.writeEndElement();
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /** Without what XML 1.0 has no way to say ("Characters", 2.2), such as a control character in a database's message. */
    private static String legal(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
