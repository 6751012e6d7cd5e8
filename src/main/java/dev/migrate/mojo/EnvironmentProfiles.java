package dev.migrate.mojo;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Lets {@code -P env=prod} through Maven 4, which fails when no project has a profile of that id: the ids that begin
 * with {@code env=} become optional. Maven calls it where the plugin is declared with
 * {@code <extensions>true</extensions>}; under Maven 3, where such an id is only a warning, it does nothing.
 */
@Named("migrate-environment-profiles")
@Singleton
public class EnvironmentProfiles extends AbstractMavenLifecycleParticipant {

    static final String PREFIX = "env=";

    @Override
    public void afterProjectsRead(MavenSession session) {
        MavenExecutionRequest request = session.getRequest();
        Object activation;
        try {
            // since Maven 4
            activation = request.getClass().getMethod("getProfileActivation").invoke(request);
        } catch (ReflectiveOperationException e) {
            return;
        }
        try {
            Class<?> type = activation.getClass();
            var required = (Collection<?>)
                    type.getMethod("getRequiredActiveProfileIds").invoke(activation);
            Method makeOptional = type.getMethod("activateOptionalProfile", String.class);
            for (Object id : List.copyOf(new ArrayList<>(required))) {
                if (id.toString().startsWith(PREFIX)) {
                    makeOptional.invoke(activation, id.toString());
                }
            }
        } catch (ReflectiveOperationException | ClassCastException e) {
            // A Maven of another shape says itself that the profile does not exist; -Dmigrate.env works there.
            return;
        }
    }
}
