package dev.migrate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sources of a small application's entities, with most of what a mapping can say. */
public final class ShopEntities {

    private static final List<String> NAMES = List.of(
            "Customer", "Purchase", "Item", "Tag", "Timed", "Address", "Money", "Rates", "MoneyConverter");

    private ShopEntities() {}

    /** All of them. Only newer Hibernates let others make converters; elsewhere they must have a plain constructor. */
    public static String[] sources(TestProvider provider) {
        return NAMES.stream()
                .map(ShopEntities::source)
                .map(text -> provider == TestProvider.HIBERNATE_6 || provider == TestProvider.HIBERNATE_7
                        ? text
                        : text.replace("MoneyConverter(Rates rates)", "MoneyConverter()")
                                .replace("java.util.Objects.requireNonNull(rates)", "null"))
                .toArray(String[]::new);
    }

    private static String source(String name) {
        try (var in = ShopEntities.class.getResourceAsStream("/dev/migrate/model/shop/" + name + ".java.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
