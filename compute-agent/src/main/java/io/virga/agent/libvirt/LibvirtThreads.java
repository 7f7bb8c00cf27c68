package io.virga.agent.libvirt;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The threads that may call libvirt: a few platform threads, because a native call pins a virtual one, and because
/// libvirt keeps a call's error with the thread that made it.
final class LibvirtThreads implements AutoCloseable {

    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("libvirt-", 0).factory());

    <T> T call(Callable<T> work) throws Exception {
        try {
            return threads.submit(work).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
