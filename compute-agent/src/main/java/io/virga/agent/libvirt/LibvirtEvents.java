package io.virga.agent.libvirt;

import com.sun.jna.Pointer;
import io.virga.model.InstanceId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.ErrorCallback;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.virError;

/// libvirt's event loop, and who wants to hear of its events.
///
/// There is one loop for a process, and it must run before the first connection is opened: keep-alive needs it too.
/// A listener never runs on the loop's thread, where a call into libvirt would wait for itself.
final class LibvirtEvents {

    private static final Logger log = Logger.getLogger(LibvirtEvents.class);

    /// Held for ever: libvirt keeps only the native address, and would call into freed memory once this was collected.
    private static final ErrorCallback SILENCE = new ErrorCallback() {
        @Override
        public void errorCallback(Pointer unused, virError error) {
            log.tracef("libvirt: %s", error);
        }
    };

    private static final LibvirtEvents INSTANCE = new LibvirtEvents();

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

    private LibvirtEvents() {
        try {
            // Otherwise libvirt prints every error to our standard error output, besides throwing it.
            Connect.setErrorCallback(SILENCE);
            Library.initEventLoop();
        } catch (LibvirtException e) {
            throw new IllegalStateException("libvirt's event loop cannot be set up", e);
        }
        Thread.ofPlatform().daemon().name("libvirt-events").start(LibvirtEvents::loop);
        Thread.ofVirtual().name("libvirt-listeners").start(this::deliver);
    }

    static LibvirtEvents running() {
        return INSTANCE;
    }

    /// For as long as the connection lasts.
    void subscribe(Connect connection, CopyOnWriteArrayList<Consumer<InstanceId>> listeners) throws LibvirtException {
        connection.addLifecycleListener((domain, _) -> {
            idOf(domain).forEach(id -> listeners.forEach(listener -> waiting.add(() -> listener.accept(id))));
            return 0;
        });
    }

    private static List<InstanceId> idOf(Domain domain) {
        try {
            return List.of(InstanceId.fromString(domain.getUUIDString()));
        } catch (LibvirtException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private void deliver() {
        while (true) {
            try {
                waiting.take().run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("an event of the hypervisor could not be handled; the next sweep will see it", e);
            }
        }
    }

    private static void loop() {
        while (true) {
            try {
                Library.processEvent();
            } catch (LibvirtException e) {
                log.warn("libvirt's event loop stumbled", e);
            }
        }
    }
}
