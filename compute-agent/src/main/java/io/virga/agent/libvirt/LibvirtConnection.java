package io.virga.agent.libvirt;

import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.HypervisorUnavailable;
import io.virga.model.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/// The connection to libvirt, opened when it is needed and opened again when it was lost.
///
/// A daemon that hangs is noticed by keep-alive within 15 seconds: its calls then fail instead of blocking for ever.
final class LibvirtConnection implements AutoCloseable {

    /// A piece of work with an open connection, on one of libvirt's own threads.
    interface Work<T> {
        T with(Connect connection) throws LibvirtException;
    }

    private static final Logger log = Logger.getLogger(LibvirtConnection.class);
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEEP_ALIVE_MISSES = 3;
    private static final List<ErrorNumber> AWAY = List.of(
            ErrorNumber.VIR_ERR_RPC,
            ErrorNumber.VIR_ERR_NO_CONNECT,
            ErrorNumber.VIR_ERR_INVALID_CONN,
            ErrorNumber.VIR_ERR_SYSTEM_ERROR);

    private final String uri;
    private final LibvirtThreads threads = new LibvirtThreads();
    private final CopyOnWriteArrayList<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();

    /// Lost connections, one for each restart of the daemon. Their callbacks must not be collected: libvirt may hold on
    /// to
    /// their native addresses until the last of their domains is freed.
    private final List<Connect> lost = new ArrayList<>();

    private Connect connection;

    LibvirtConnection(String uri) {
        this.uri = uri;
    }

    void onChange(Consumer<InstanceId> listener) {
        listeners.add(listener);
    }

    /// Throws `HypervisorUnavailable` when libvirt does not answer, `HypervisorFailure` when it refuses.
    <T> T call(Work<T> work) {
        try {
            return threads.call(() -> {
                var open = connection();
                try {
                    return work.with(open);
                } catch (LibvirtException e) {
                    throw translated(e, open);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorUnavailable("the agent is stopping", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private RuntimeException translated(LibvirtException e, Connect used) {
        var code = e.getError() == null ? null : e.getError().getCode();
        if (code == null || AWAY.contains(code) && !alive(used)) {
            forget(used);
            return new HypervisorUnavailable("libvirt does not answer: " + e.getMessage(), e);
        }
        return new HypervisorFailure(e.getMessage(), e);
    }

    private synchronized Connect connection() {
        if (connection != null && alive(connection)) {
            return connection;
        }
        forget(connection);
        try {
            var events = LibvirtEvents.running();
            var opened = new Connect(uri);
            keepAlive(opened);
            events.subscribe(opened, listeners);
            log.infof("connected to libvirt at %s", uri);
            connection = opened;
            return opened;
        } catch (LibvirtException e) {
            throw new HypervisorUnavailable("libvirt cannot be reached: " + e.getMessage(), e);
        }
    }

    private static void keepAlive(Connect opened) throws LibvirtException {
        try {
            opened.setKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_MISSES);
        } catch (LibvirtException e) {
            // A driver inside of this process has nobody to keep alive.
            if (e.getError() == null || e.getError().getCode() != ErrorNumber.VIR_ERR_NO_SUPPORT) {
                throw e;
            }
        }
    }

    private synchronized void forget(Connect used) {
        if (used == null || connection != used) {
            return;
        }
        connection = null;
        lost.add(used);
        try {
            used.close();
        } catch (LibvirtException e) {
            log.debug("the connection was gone already", e);
        }
    }

    private static boolean alive(Connect connection) {
        try {
            return connection.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            forget(connection);
        }
        threads.close();
    }
}
