package dev.migrate.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the container that makes converters and listeners in the application. There they may get other beans through their
 * constructors; here Hibernate only asks what types they have, so one without a plain constructor is made without any.
 */
final class BeanShells {

    private static final String CONTAINER = "org.hibernate.resource.beans.container.spi.BeanContainer";
    private static final String CONTAINED = "org.hibernate.resource.beans.container.spi.ContainedBean";

    private BeanShells() {}

    /** The stand-in as Hibernate's own type; empty for a version that knows none. */
    static Optional<Object> in(ClassLoader loader) {
        try {
            Class<?> container = loader.loadClass(CONTAINER);
            Class<?> contained = loader.loadClass(CONTAINED);
            return Optional.of(
                    Proxy.newProxyInstance(loader, new Class<?>[] {container}, (proxy, method, arguments) -> {
                        if (method.getName().equals("getBean")) {
                            Class<?> type = (Class<?>) (arguments[0] instanceof Class<?> ? arguments[0] : arguments[1]);
                            return bean(loader, contained, type);
                        }
                        return ofObject(proxy, method.getName(), arguments);
                    }));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Object bean(ClassLoader loader, Class<?> contained, Class<?> type)
            throws ReflectiveOperationException {
        Object instance = instance(type);
        return Proxy.newProxyInstance(loader, new Class<?>[] {contained}, (proxy, method, arguments) -> {
            if (method.getName().equals("getBeanInstance")) {
                return instance;
            }
            return method.getName().equals("getBeanClass") ? type : ofObject(proxy, method.getName(), arguments);
        });
    }

    private static @Nullable Object ofObject(Object proxy, String method, @Nullable Object[] arguments) {
        return switch (method) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "toString" -> "beans without their dependencies";
            default -> null;
        };
    }

    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        try {
            Constructor<?> plain = type.getDeclaredConstructor();
            plain.setAccessible(true);
            return plain.newInstance();
        } catch (NoSuchMethodException e) {
            // by name: the compiler warns of the class itself, and offers no other way past a constructor
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field only = unsafe.getDeclaredField("theUnsafe");
            only.setAccessible(true);
            return unsafe.getMethod("allocateInstance", Class.class).invoke(only.get(null), type);
        }
    }
}
