package io.tollgate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the gateway in the same container whether it serves: exit code 0 if {@code /health} answers 200, else 1. A program
 * of its own that loads next to nothing, because it runs every half a minute on half a processor, in an image that has
 * no shell.
 */
public final class HealthProbe {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final String DEFAULT_PORT = "4021";

    private HealthProbe() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", DEFAULT_PORT));
        System.exit(serves(port) ? ExitCodes.OK : ExitCodes.FAILED);
    }

    static boolean serves(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            // no answer: the gateway is down
            return false;
        }
    }
}
