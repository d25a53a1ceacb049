package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.app.RecordingPublisher;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R30: a refused upload costs nothing: no publisher receives a request. */
class UploadCostTest {
    private static final String TOKEN = "a-token-for-uploads-0001";

    private static RecordingPublisher publisher;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        publisher = new RecordingPublisher();
        gateway = TestGateway.start(Map.of(
                "WALRUS_PUBLISHER_URL",
                publisher.url(),
                "UPLOAD_TOKEN",
                TOKEN,
                "TOLLGATE_UPLOAD_MAX_SIZE",
                "100KiB",
                // what this publisher stores cannot be read, so there is nothing to wait for
                "TOLLGATE_WALRUS_NOT_FOUND_WINDOW",
                "0s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        publisher.close();
    }

    @ParameterizedTest
    @CsvSource({
        ", epochs=5, 10, 401",
        "another-token-000000000, epochs=5, 10, 401",
        TOKEN + ", epochs=0, 10, 400",
        TOKEN + ", epochs=54, 10, 400",
        TOKEN + ", epochs=4294967296, 10, 400",
        TOKEN + ", epochs=-1, 10, 400",
        TOKEN + ", epochs=5&sendTo=0xabc, 10, 400",
        TOKEN + ", epochs=5&sealed=false&price=1, 10, 400",
        TOKEN + ", epochs=5, 200000, 413"
    })
    void r30_aRefusedUploadReachesNoPublisher(String token, String query, int size, int status) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url("/upload?name=x&" + query))
                .PUT(BodyPublishers.ofByteArray(new byte[size]));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }

        assertThat(gateway.send(request.build()).statusCode()).isEqualTo(status);
        assertThat(publisher.requests).isEmpty();
    }

    @Test
    void r30_theClientsTokenIsNotForwarded() {
        gateway.send(HttpRequest.newBuilder(gateway.url("/upload?name=x&price=0"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Cookie", "session=1")
                .PUT(BodyPublishers.ofByteArray(new byte[10]))
                .build());

        assertThat(publisher.requests).singleElement().satisfies(request -> {
            assertThat(request.authorization()).isNull();
            assertThat(request.otherHeaders()).doesNotContainIgnoringCase("cookie");
        });
        publisher.requests.clear();
    }
}
