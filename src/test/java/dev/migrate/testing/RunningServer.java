package dev.migrate.testing;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outcome of starting a server: its address, or why it cannot run here. A failure to start is thrown. */
record RunningServer(
        @Nullable ServerAddress found, @Nullable ServerUnavailableException unavailable) {

    /** Starts a server. */
    interface Launcher {
        ServerAddress launch() throws IOException, InterruptedException, ServerUnavailableException;
    }

    static RunningServer start(Launcher launcher) {
        try {
            return new RunningServer(launcher.launch(), null);
        } catch (ServerUnavailableException unavailable) {
            return new RunningServer(null, unavailable);
        } catch (IOException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", interrupted);
        }
    }

    ServerAddress address() throws ServerUnavailableException {
        if (found != null) {
            return found;
        }
        throw Objects.requireNonNull(unavailable);
    }
}
