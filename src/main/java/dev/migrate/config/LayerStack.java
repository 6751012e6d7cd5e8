package dev.migrate.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The layers of one environment or target, strongest first. */
record LayerStack(List<Layer> layers) {

    LayerStack {
        layers = List.copyOf(layers);
    }

    /** Where settings come from, before a target is chosen. */
    record Parts(
            Layer.OfProperties typed,
            Optional<Layer.OfTable> own,
            Optional<Layer.OfTable> shared,
            Layer.OfProperties pom) {

        /** The environment itself. */
        LayerStack environment() {
            List<Layer> layers = new ArrayList<>();
            layers.add(typed);
            own.ifPresent(layers::add);
            shared.ifPresent(layers::add);
            layers.add(pom);
            return new LayerStack(layers);
        }

        /** A target: in each place, what is said of the target alone is stronger than what is said of all. */
        LayerStack target(String name) {
            List<Layer> layers = new ArrayList<>();
            layers.add(typed.target(name));
            layers.add(typed);
            own.ifPresent(layer -> {
                layers.add(target(layer, name));
                layers.add(layer);
            });
            shared.ifPresent(layer -> {
                layers.add(target(layer, name));
                layers.add(layer);
            });
            layers.add(pom.target(name));
            layers.add(pom);
            return new LayerStack(layers);
        }

        /** The targets' names, in the files' order. */
        Set<String> targets() {
            Set<String> names = new LinkedHashSet<>();
            List.of(own, shared)
                    .forEach(file -> file.ifPresent(layer -> layer.table()
                            .table(SettingKey.TARGETS)
                            .fields()
                            .forEach(field -> names.add(field.name()))));
            return names;
        }

        private static Layer.OfTable target(Layer.OfTable layer, String name) {
            return new Layer.OfTable(
                    layer.source(), layer.table().table(SettingKey.TARGETS).table(name));
        }
    }

    /** The strongest value of a setting. */
    Optional<FoundValue> find(SettingKey key) {
        for (int rank = 0; rank < layers.size(); rank++) {
            var entry = layers.get(rank).find(key.name());
            if (entry.isPresent()) {
                return Optional.of(
                        new FoundValue(key, entry.get().node(), entry.get().source(), rank));
            }
        }
        return Optional.empty();
    }

    /** The settings of {@code placeholders}, by name. */
    List<SettingKey> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        for (int rank = layers.size() - 1; rank >= 0; rank--) {
            names.addAll(layers.get(rank).placeholders());
        }
        return names.stream()
                .flatMap(name -> SettingKey.named(SettingKey.PLACEHOLDERS + "." + name).stream())
                .toList();
    }
}
