package io.virga.agent.nbd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Shows an export by the NBD protocol on a Unix socket. Whoever may reach the socket may read; nobody may write.
public final class NbdServer implements AutoCloseable {

    /// The most that a socket's path may have on Linux (`unix(7)`), less the zero at its end.
    public static final int LONGEST_PATH = 107;

    private static final Logger log = Logger.getLogger(NbdServer.class);
    private static final int MOST_CONNECTIONS = 256;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path socket;
    private final NbdExport export;
    private final ServerSocketChannel server;
    private final Semaphore turns;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    /// Takes the place of what may be left of another one at `socket`.
    ///
    /// The export is read by as many at the same time as there are `turns`, which servers may share.
    public NbdServer(Path socket, NbdExport export, Semaphore turns) {
        this.socket = socket;
        this.export = export;
        this.turns = turns;
        try {
            Files.deleteIfExists(socket);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            // The hypervisor runs under a user of its own.
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("nbd-" + socket.getFileName()).start(this::accept);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                acceptOne();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                log.warnf("%s: a connection could not be accepted: %s", socket, e.getMessage());
                rest();
            }
        }
    }

    private void acceptOne() throws IOException {
        var connection = server.accept();
        connections.add(connection);
        if (connections.size() > MOST_CONNECTIONS) {
            forget(connection);
        } else {
            Thread.ofVirtual().start(() -> serve(connection));
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel connection) {
        try {
            if (new Negotiation(connection, export.size()).isAgreed()) {
                new Transmission(connection, export, turns).run();
            }
        } catch (IOException e) {
            log.debugf("%s: a connection ended: %s", socket, e.getMessage());
        } finally {
            forget(connection);
        }
    }

    private void forget(SocketChannel connection) {
        connections.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            log.debug("a connection was gone already", e);
        }
    }

    /// Ends all connections.
    @Override
    public void close() {
        try {
            server.close();
            connections.forEach(this::forget);
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
