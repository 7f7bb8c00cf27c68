package io.virga.image.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Sockets that connect to addresses of the open internet only. What is checked is the address that is connected to,
/// whatever name, spelling or redirect led to it, and however often its name changes.
final class GuardedSockets extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private static Socket connected(InetSocketAddress to) throws IOException {
        var socket = new Guarded();
        socket.connect(to);
        return socket;
    }

    private static final class Guarded extends Socket {

        @Override
        public void connect(SocketAddress to) throws IOException {
            connect(to, 0);
        }

        @Override
        public void connect(SocketAddress to, int patience) throws IOException {
            if (!(to instanceof InetSocketAddress target)
                    || target.isUnresolved()
                    || !Addresses.isPublic(target.getAddress())) {
                throw new IOException("not an address of the open internet");
            }
            super.connect(to, patience);
        }
    }
}
