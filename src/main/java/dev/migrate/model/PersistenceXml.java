package dev.migrate.model;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A persistence unit as {@code persistence.xml} says it. */
record PersistenceXml(
        String name,
        @Nullable String provider,
        List<String> classes,
        List<String> mappingFiles,
        List<String> jarFiles,
        boolean excludesUnlisted,
        Map<String, String> properties) {

    private static final String PLACE = "META-INF/persistence.xml";

    /**
     * The unit of a project; empty where it has no such file.
     *
     * @param classes the folder of its compiled classes, to which its resources are copied
     * @param name the unit that is meant where there are several; null for the only one
     */
    static Optional<PersistenceXml> in(Path classes, @Nullable String name) {
        Path file = classes.resolve(PLACE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<PersistenceXml> units = elements(root(file), "persistence-unit").stream()
                .map(PersistenceXml::unit)
                .filter(unit -> name == null || unit.name().equals(name))
                .toList();
        if (units.size() == 1) {
            return Optional.of(units.get(0));
        }
        String all = elements(root(file), "persistence-unit").stream()
                .map(unit -> "\"" + unit.getAttribute("name") + "\"")
                .collect(Collectors.joining(", "));
        if (all.isEmpty()) {
            return Optional.empty();
        }
        throw Diagnostic.error(
                        "model/persistence-unit",
                        name == null
                                ? "\"persistence.xml\" has " + units.size() + " units: " + all
                                : "\"persistence.xml\" has no unit \"" + name + "\": it has " + all)
                .at(SourceSpan.of(file))
                .help("persistence_unit = " + all.replaceFirst(",.*", "") + " under [autogenerate]")
                .toException();
    }

    private static PersistenceXml unit(Element unit) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Element group : elements(unit, "properties")) {
            elements(group, "property").forEach(p -> properties.put(p.getAttribute("name"), p.getAttribute("value")));
        }
        // an empty element means true (the schema's default)
        boolean excludes = texts(unit, "exclude-unlisted-classes").stream().anyMatch(text -> !text.equals("false"));
        return new PersistenceXml(
                unit.getAttribute("name"),
                texts(unit, "provider").stream().findFirst().orElse(null),
                texts(unit, "class"),
                texts(unit, "mapping-file"),
                texts(unit, "jar-file"),
                excludes,
                properties);
    }

    private static Element root(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // it prints what it is about to throw
            builder.setErrorHandler(null);
            return builder.parse(in).getDocumentElement();
        } catch (SAXParseException e) {
            throw malformed(e, SourceSpan.of(file, e.getLineNumber()));
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw malformed(e, SourceSpan.of(file));
        }
    }

    private static RuntimeException malformed(Exception e, SourceSpan place) {
        return Diagnostic.error("model/persistence-xml", "\"persistence.xml\" cannot be read: " + e.getMessage())
                .at(place)
                .toException(e);
    }

    private static List<String> texts(Element parent, String name) {
        return elements(parent, name).stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                elements.add(element);
            }
        }
        return elements;
    }
}
