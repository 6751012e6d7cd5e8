package dev.migrate.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The headers of many files, read at once. On a fresh checkout nearly all the time is waiting for the disk or the
 * network, so there are more threads than processors.
 */
final class HeaderReads {

    private static final int THREADS = Math.max(16, Runtime.getRuntime().availableProcessors());
    /** So many in turn for each thread; fewer files than that are read sooner than threads are started. */
    private static final int TURN = 128;

    private HeaderReads() {}

    /** The headers, in the order of the files. */
    static List<Header.Read> of(List<Path> files) {
        if (files.size() <= TURN) {
            return files.stream().map(Header.Read::of).toList();
        }
        var turns = new ArrayList<Callable<List<Header.Read>>>();
        for (int from = 0; from < files.size(); from += TURN) {
            List<Path> turn = files.subList(from, Math.min(files.size(), from + TURN));
            turns.add(() -> turn.stream().map(Header.Read::of).toList());
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(THREADS, turns.size()), HeaderReads::thread);
        try {
            var headers = new ArrayList<Header.Read>(files.size());
            for (Future<List<Header.Read>> turn : pool.invokeAll(turns)) {
                headers.addAll(turn.get());
            }
            return headers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the scripts were read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "migrate-headers");
        thread.setDaemon(true);
        return thread;
    }
}
