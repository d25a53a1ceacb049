package io.tollgate.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a gateway on this machine one small thing over a bare socket. An HTTP client would load more classes than the
 * question is worth: a start is timed by it.
 */
final class LocalHttp {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST = 64 * 1024;

    /** @param body what came after the head; the answers asked for here come with a length, never in chunks */
    record Answer(int status, String body) {}

    private final String host;
    private final int port;

    LocalHttp(String host, int port) {
        this.host = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        this.port = port;
    }

    Answer get(String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(LARGEST), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 ")) {
                throw new IOException("the gateway did not answer in HTTP");
            }
            int body = answer.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(answer.substring(9, 12)), body < 0 ? "" : answer.substring(body + 4));
        }
    }
}
