package dev.migrate.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test method once for each server that its annotation names. */
final class EachDatabase implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        OnDatabases chosen = method.getAnnotation(OnDatabases.class);
        boolean newest = method.isAnnotationPresent(OnEachKind.class);
        return Stream.of(chosen == null ? TestServer.values() : chosen.value())
                .filter(server -> !newest || server != TestServer.POSTGRESQL_14)
                .map(OneDatabase::new);
    }

    private record OneDatabase(TestServer server) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return server.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new FreshDatabase(server));
        }
    }

    private record FreshDatabase(TestServer server) implements BeforeEachCallback, ParameterResolver {
        private static final Namespace NAMESPACE = Namespace.create(FreshDatabase.class);

        // Not in resolveParameter, where JUnit would take the assumption of a missing server for a failure.
        @Override
        public void beforeEach(ExtensionContext context) {
            // the store closes it when the test has ended
            context.getStore(NAMESPACE).put(TestDatabase.class, server.create());
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestDatabase.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(NAMESPACE).get(TestDatabase.class, TestDatabase.class);
        }
    }
}
