package io.tollgate.walrus.read;

import io.tollgate.dev.walrus.WalrusServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy in front of an aggregator that fails after a number of bytes: it breaks every connection and stops listening,
 * like a killed process. It can be restarted on the same port.
 */
public final class KillableAggregator implements AutoCloseable {
    private final URI behind;
    private final AtomicLong remaining = new AtomicLong(Long.MAX_VALUE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private final int port;

    public KillableAggregator(WalrusServer server) {
        behind = URI.create(server.url());
        listening = listen(0);
        port = listening.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port + behind.getPath();
    }

    /** Fails after this number of further bytes of answers, headers included. */
    public void dieAfter(long bytes) {
        remaining.set(bytes);
    }

    public boolean isDead() {
        return listening.isClosed();
    }

    /** Restarts without a limit. */
    public void revive() {
        remaining.set(Long.MAX_VALUE);
        if (isDead()) {
            listening = listen(port);
        }
    }

    private ServerSocket listen(int wanted) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            Thread.startVirtualThread(() -> accept(server));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(behind.getHost(), behind.getPort());
                open.add(client);
                open.add(upstream);
                Thread.startVirtualThread(() -> pump(client, upstream, false));
                Thread.startVirtualThread(() -> pump(upstream, client, true));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pump(Socket from, Socket to, boolean counted) {
        byte[] chunk = new byte[4096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                int forwarded = counted ? (int) Math.min(count, Math.max(0, remaining.getAndAdd(-count))) : count;
                out.write(chunk, 0, forwarded);
                out.flush();
                if (forwarded < count) {
                    die();
                    return;
                }
            }
        } catch (IOException e) {
            // either side closed the connection, which closes the other one as well
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void die() throws IOException {
        listening.close();
        for (Socket each : open) {
            each.close();
        }
    }

    @Override
    public void close() {
        try {
            die();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
