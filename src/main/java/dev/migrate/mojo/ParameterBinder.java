package dev.migrate.mojo;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Gives a goal's parameters the values that hold for one module: {@code -Dmigrate.NAME}, else the module's POM, else
 * its property, else the default. Maven alone would put the POM before {@code -D}, and in a multi-module build read the
 * root's POM only.
 */
final class ParameterBinder {

    private static final String OPEN = "${" + PropertyNames.PREFIX;

    private final MojoDescriptor descriptor;
    private final Properties userProperties;

    ParameterBinder(MojoDescriptor descriptor, Properties userProperties) {
        this.descriptor = descriptor;
        this.userProperties = userProperties;
    }

    void bind(MigrateMojo mojo, Place place) {
        for (Parameter parameter : descriptor.getParameters()) {
            String expression = parameter.getExpression();
            if (parameter.isEditable() && expression != null && expression.startsWith(OPEN)) {
                String property = expression.substring(2, expression.length() - 1);
                set(mojo, parameter, value(place, parameter.getName(), property).orElse(parameter.getDefaultValue()));
            }
        }
    }

    private Optional<String> value(Place place, String name, String property) {
        return Optional.ofNullable(userProperties.getProperty(property))
                .or(() -> place.pom().parameter(name))
                .or(() -> Optional.ofNullable(place.project().getProperties().getProperty(property)));
    }

    private static void set(MigrateMojo mojo, Parameter parameter, @Nullable String value) {
        try {
            Field field = field(mojo.getClass(), parameter.getName());
            field.setAccessible(true);
            field.set(mojo, convert(field.getType(), value));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the plugin's descriptor names a parameter without a field: " + parameter.getName(), e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static @Nullable Object convert(Class<?> type, @Nullable String value) {
        if (type == boolean.class) {
            return value != null && (value.isEmpty() || Boolean.parseBoolean(value.trim()));
        }
        if (type == List.class) {
            return value == null
                    ? List.of()
                    : Arrays.stream(value.split(","))
                            .map(String::trim)
                            .filter(part -> !part.isEmpty())
                            .toList();
        }
        return value == null || value.isBlank() ? null : value.trim();
    }
}
