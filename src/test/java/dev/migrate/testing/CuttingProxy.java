package dev.migrate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a test and its server: counts bytes and round trips, and cuts every connection once so many bytes have gone one way.
 */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private final AtomicLong trips = new AtomicLong();
    private volatile long mostToServer = Long.MAX_VALUE;
    private volatile long mostToClient = Long.MAX_VALUE;
    private volatile boolean cut;

    /** A proxy before the server of a database, which is not SQLite. */
    public CuttingProxy(TestDatabase database) throws IOException {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        this.host = server.getHost();
        this.port = server.getPort();
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            try {
                while (true) {
                    accept(listener.accept());
                }
            } catch (IOException closed) {
                return;
            }
        });
    }

    /** The way to the database through this. */
    public Login login(TestDatabase database) {
        String through = database.settingsUrl().replace(host + ":" + port, "127.0.0.1:" + listener.getLocalPort());
        return new Login(through, database.user(), database.password());
    }

    /** Counts anew, and lets no more than these bytes through. */
    public void allow(long bytesToServer, long bytesToClient) {
        cut = false;
        toServer.set(0);
        toClient.set(0);
        trips.set(0);
        mostToServer = bytesToServer;
        mostToClient = bytesToClient;
    }

    /** Bytes sent to the server. */
    public long bytesToServer() {
        return toServer.get();
    }

    /** Bytes that came back. */
    public long bytesToClient() {
        return toClient.get();
    }

    /** How often the client spoke after the server had spoken. */
    public long trips() {
        return trips.get();
    }

    /** Whether connections have been cut. */
    public boolean hasCut() {
        return cut;
    }

    /** Cuts every connection now. */
    public void cutNow() {
        cut = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException alreadyClosed) {
                continue;
            }
        }
        sockets.clear();
    }

    private void accept(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        Socket server = new Socket(host, port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        boolean[] clientSpoke = {false};
        pump(client, server, true, clientSpoke);
        pump(server, client, false, clientSpoke);
    }

    private void pump(Socket from, Socket to, boolean forth, boolean[] clientSpoke) {
        start(() -> {
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    synchronized (clientSpoke) {
                        if (forth && !clientSpoke[0]) {
                            trips.incrementAndGet();
                        }
                        clientSpoke[0] = forth;
                    }
                    AtomicLong count = forth ? toServer : toClient;
                    long most = forth ? mostToServer : mostToClient;
                    long room = Math.max(0, most - count.getAndAdd(read));
                    out.write(buffer, 0, (int) Math.min(room, read));
                    out.flush();
                    if (room < read) {
                        cutNow();
                        return;
                    }
                }
            } catch (IOException closed) {
                return;
            }
        });
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutNow();
    }
}
