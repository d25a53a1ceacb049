package io.tollgate.facilitator.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures prove that no byte of a request has left. Whatever is not plainly one of them proves nothing. */
class ConnectFailureTest {
    static Stream<Throwable> proofs() {
        return Stream.of(
                new HttpHostConnectException("refused"),
                new ConnectTimeoutException("connect"),
                new ConnectionRequestTimeoutException("no connection free"),
                new UnknownHostException("nowhere.example"),
                new RuntimeException("wrapped", new HttpHostConnectException("refused")));
    }

    static Stream<Throwable> noProofs() {
        return Stream.of(
                new SocketTimeoutException("read"),
                new SocketException("Connection reset"),
                new ConnectException("somewhere"),
                new NoRouteToHostException("no route"),
                new NoHttpResponseException("silence"),
                new SSLHandshakeException("handshake"),
                new IOException("anything"),
                new RuntimeException("anything"));
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void aCallThatFoundNobodyWasNotSent(Throwable failure) {
        assertThat(ConnectFailure.proves(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("noProofs")
    void anyOtherFailureMayHaveBeenSent(Throwable failure) {
        assertThat(ConnectFailure.proves(failure)).isFalse();
    }
}
