package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthProbeTest {
    @ParameterizedTest
    @CsvSource({"200,true", "503,false", "404,false"})
    void onlyA200IsHealthy(int status, boolean healthy) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(HealthProbe.serves(server.getAddress().getPort())).isEqualTo(healthy);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyThereIsNotHealthy() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        server.start();
        server.stop(0);

        assertThat(HealthProbe.serves(port)).isFalse();
    }
}
