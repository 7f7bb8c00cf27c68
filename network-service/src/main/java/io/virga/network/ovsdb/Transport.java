package io.virga.network.ovsdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// A byte stream to a database server: `unix:PATH` or `tcp:HOST:PORT`.
record Transport(InputStream in, OutputStream out, AutoCloseable socket) {

    static Transport open(String remote) throws IOException {
        if (remote.startsWith("unix:")) {
            var channel = SocketChannel.open(UnixDomainSocketAddress.of(remote.substring("unix:".length())));
            return new Transport(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        }
        if (remote.startsWith("tcp:")) {
            int colon = remote.lastIndexOf(':');
            var host = remote.substring("tcp:".length(), colon).replace("[", "").replace("]", "");
            var socket = new Socket(host, Integer.parseInt(remote.substring(colon + 1)));
            socket.setTcpNoDelay(true);
            return new Transport(socket.getInputStream(), socket.getOutputStream(), socket);
        }
        throw new IllegalArgumentException("neither unix:PATH nor tcp:HOST:PORT: " + remote);
    }
}
