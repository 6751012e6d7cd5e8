import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a tool and its database, as a network does: every byte arrives half a round trip later than it was
 * sent, in both directions, and opening a connection costs a whole one. What is sent together stays together, so the
 * bandwidth is not limited.
 *
 * <p>It counts round trips: how often the client speaks after the server has spoken.
 *
 * <p>Arguments: host, port, round trip in milliseconds, a file to write the own port to, a file to write the count to
 * when it is told to end.
 */
final class Proxy {
    private final String host;
    private final int port;
    private final long oneWayNanos;
    private final AtomicLong trips = new AtomicLong();

    private Proxy(String host, int port, double roundTripMillis) {
        this.host = host;
        this.port = port;
        this.oneWayNanos = (long) (roundTripMillis * 1_000_000 / 2);
    }

    public static void main(String[] args) throws IOException {
        Proxy proxy = new Proxy(args[0], Integer.parseInt(args[1]), Double.parseDouble(args[2]));
        Path portFile = Path.of(args[3]);
        Path countFile = Path.of(args[4]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(countFile, proxy.trips.get())));
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            write(portFile, listener.getLocalPort());
            while (true) {
                proxy.connect(listener.accept());
            }
        }
    }

    private static void write(Path file, long number) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(unfinished, number + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void connect(Socket client) throws IOException {
        long opened = System.nanoTime();
        Socket server = new Socket(host, port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        trips.incrementAndGet();
        Turn turn = new Turn();
        pump(client, server, opened + 2 * oneWayNanos, () -> turn.client(trips));
        pump(server, client, opened, turn::server);
    }

    /** Who spoke last on a connection. */
    private static final class Turn {
        private boolean client;

        synchronized void client(AtomicLong trips) {
            if (!client) {
                client = true;
                trips.incrementAndGet();
            }
        }

        synchronized void server() {
            client = false;
        }
    }

    private record Chunk(byte[] bytes, long due) {}

    private void pump(Socket from, Socket to, long notBefore, Runnable heard) {
        BlockingQueue<Chunk> underway = new LinkedBlockingQueue<>();
        start(() -> {
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = from.getInputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    heard.run();
                    long sent = Math.max(System.nanoTime(), notBefore);
                    underway.add(new Chunk(Arrays.copyOf(buffer, read), sent + oneWayNanos));
                }
            } catch (IOException closed) {
                return;
            } finally {
                underway.add(new Chunk(new byte[0], System.nanoTime() + oneWayNanos));
            }
        });
        start(() -> {
            try (OutputStream out = to.getOutputStream()) {
                for (Chunk chunk = underway.take(); chunk.bytes.length > 0; chunk = underway.take()) {
                    for (long left = chunk.due - System.nanoTime(); left > 0; left = chunk.due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(chunk.bytes);
                    out.flush();
                }
            } catch (IOException | InterruptedException closed) {
                return;
            }
        });
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
