package dev.migrate.model;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The unit in the form in which a container hands it to a provider. Answers go by the method's name, so that one class serves every version
 * of the API, {@code javax} and {@code jakarta} alike, and the plugin needs none of them.
 */
final class UnitInfo implements InvocationHandler {

    private final PersistenceUnit unit;
    private final Object provider;
    private final boolean validates;
    private final ClassLoader loader;
    private final URL root;
    private final Supplier<ClassLoader> temporary;

    /**
     * The information about a unit.
     *
     * @param validates whether Bean Validation's constraints are to become the schema's
     * @param root the project's classes
     * @param temporary makes a loader whose classes are thrown away
     */
    UnitInfo(
            PersistenceUnit unit,
            Object provider,
            boolean validates,
            ClassLoader loader,
            URL root,
            Supplier<ClassLoader> temporary) {
        this.unit = unit;
        this.provider = provider;
        this.validates = validates;
        this.loader = loader;
        this.root = root;
        this.temporary = temporary;
    }

    /** It as what the API calls {@code PersistenceUnitInfo}. */
    Object as(Class<?> type) {
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "getPersistenceUnitName", "toString" -> unit.name();
            case "getPersistenceProviderClassName" -> provider.getClass().getName();
            case "getTransactionType" -> constant(method.getReturnType(), "RESOURCE_LOCAL");
            case "getSharedCacheMode" -> constant(method.getReturnType(), "NONE");
            case "getValidationMode" -> constant(method.getReturnType(), validates ? "AUTO" : "NONE");
            case "getManagedClassNames" -> managed();
            case "getAllManagedClassNames", "getAllClassNames" -> managed();
            case "getMappingFileNames" -> unit.mappingFiles();
            case "getJarFileUrls", "getQualifierAnnotationNames" -> List.of();
            case "getPersistenceUnitRootUrl" -> root;
            case "excludeUnlistedClasses" -> true;
            case "getProperties" -> new Properties();
            case "getPersistenceXMLSchemaVersion" -> "2.2";
            case "getClassLoader" -> loader;
            case "getNewTempClassLoader" -> temporary.get();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            // data sources, transformers, the annotation of a scope
            default -> null;
        };
    }

    /** Hibernate takes packages among the classes; others would look for a class of that name. */
    private List<String> managed() {
        List<String> names = new ArrayList<>(unit.classes());
        if (ProviderKind.of(provider) == ProviderKind.HIBERNATE) {
            names.addAll(unit.packages());
        }
        return names;
    }

    private static @Nullable Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(name)) {
                return constant;
            }
        }
        return null;
    }
}
