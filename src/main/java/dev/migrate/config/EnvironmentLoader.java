package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes an environment of its file, what all environments share, the command line and the POM. Holds nothing between
 * two calls.
 */
public final class EnvironmentLoader {

    /**
     * The environment that is asked for. Its files are checked whole and every fault told at once; variables and
     * credentials are only looked up when somebody needs them.
     */
    public Environment load(EnvironmentRequest request) {
        List<Diagnostic> faults = new ArrayList<>();
        var folder = EnvironmentFolder.of(request);
        Optional<Layer.OfTable> own =
                folder.environment(request.choice(), faults).map(file -> read(request.base(), file, faults));
        Optional<Layer.OfTable> shared = folder.defaults(faults).map(file -> read(request.base(), file, faults));

        List<Layer.OfProperties.Conflict> conflicts = new ArrayList<>();
        var typed = Layer.OfProperties.ofUser(request.userProperties(), conflicts);
        var pom = Layer.OfProperties.ofPom(request.pomConfiguration(), conflicts);
        conflicts.stream()
                .filter(conflict -> SettingKey.named(conflict.name()).isPresent())
                .forEach(conflict -> faults.add(Diagnostic.error(
                                "config/duplicate-key",
                                "\"" + conflict.name() + "\" is given twice, with different values")
                        .note("by " + conflict.one().origin(Place.NONE).description() + " and by "
                                + conflict.other().origin(Place.NONE).description())
                        .help("remove one of them")));
        var check = new EnvironmentCheck(faults);
        own.ifPresent(layer -> check.file(layer.source(), layer.table()));
        shared.ifPresent(layer -> check.file(layer.source(), layer.table()));
        check.userProperties(typed);
        check.pom(pom);
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return LoadedEnvironment.of(request, new LayerStack.Parts(typed, own, shared, pom));
    }

    /** The names of the environments that there are, sorted. */
    public List<String> names(EnvironmentRequest request) {
        return EnvironmentFolder.of(request).names();
    }

    private static Layer.OfTable read(Path base, Path file, List<Diagnostic> faults) {
        SourceText source;
        try {
            source = SourceText.read(base, file);
        } catch (MigrateException e) {
            faults.addAll(e.diagnostics());
            return new Layer.OfTable(new SourceText(base, file, ""), new Node.Table(List.of(), Place.NONE));
        }
        String name = file.getFileName().toString();
        // each format's classes are loaded where a file asks for them
        Node.Table table =
                switch (name.substring(name.lastIndexOf('.') + 1)) {
                    case "toml" -> TomlFormat.read(source, faults);
                    case "json" -> JsonFormat.read(source, faults);
                    default -> YamlFormat.read(source, faults);
                };
        return new Layer.OfTable(source, table);
    }
}
