package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access to the management port, over real HTTP. */
class ManagementPortTest {
    private static final String PASSWORD = "a long pass phrase: with a colon";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        String hash =
                PasswordHash.of(PASSWORD.toCharArray(), new SecureRandom()).toPhc();
        gateway = TestGateway.start(Map.of("OPERATOR_USER", "olga", "OPERATOR_PASSWORD_HASH", hash));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static RawHttp.Answer ask(String method, String target, String... headerLines) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        boolean host = false;
        for (String line : headerLines) {
            request.append(line).append("\r\n");
            host |= line.startsWith("Host:");
        }
        request.append(host ? "" : "Host: localhost\r\n").append("Content-Length: 0\r\nConnection: close\r\n\r\n");
        return RawHttp.send(gateway.managementPort(), request.toString());
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String token() {
        return "Authorization: " + gateway.managementToken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics"})
    void probesAndMetricsAreOpenOnThisPort(String path) {
        assertThat(ask("GET", path).status()).isEqualTo(200);
        assertThat(ask("HEAD", path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/observe",
                "/observe/",
                "/observe/info",
                "/observe/health/x",
                "/observe/health/live/x",
                "/observe/metrics/x",
                "/observe/undelivered",
                "/hawtio",
                "/hawtio/",
                "/hawtio/index.html",
                "/hawtio/jolokia",
                "/hawtio/jolokia/version",
                "/hawtio/jolokia/read/java.lang:type=Runtime",
                "/jolokia",
                "/dev/wallet",
                "/health"
            })
    void cve202640022EverySubPathNeedsALogin(String path) {
        assertThat(ask("GET", path).status()).isIn(400, 401);
        assertThat(ask("POST", path).status()).isIn(400, 401);
        assertThat(ask("OPTIONS", path).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe/health/../undelivered",
                "/observe/health/live/../../../hawtio",
                "//observe/health",
                "/observe/%68ealth",
                "/observe/health%2f..%2fundelivered",
                "http://localhost/observe/health",
                "/observe/health//"
            })
    void aPathThatCouldBeReadInTwoWaysIsRefused(String target) {
        assertThat(ask("GET", target, token()).status()).isEqualTo(400);
    }

    @Test
    void theOperatorAndTheTokenHaveAccess() {
        assertThat(ask("GET", "/nothing", basic("olga", PASSWORD)).status()).isEqualTo(404);
        assertThat(ask("GET", "/nothing", basic("olga", PASSWORD)).status()).isEqualTo(404);
        assertThat(ask("GET", "/nothing", token()).status()).isEqualTo(404);
    }

    @Test
    void otherMachinesAreNotTrusted() {
        try (TestGateway fresh = TestGateway.start()) {
            int port = fresh.managementPort();
            String[] wrong = {
                basic("olga", "wrong"), basic("", ""), "Authorization: Bearer wrong", "Authorization: Basic %%%",
            };

            for (String header : wrong) {
                assertThat(RawHttp.get(port, "/observe/undelivered", header).status())
                        .as(header)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void guessingIsSlowedDownAndTheLoggedInOperatorIsNotAffected() {
        try (TestGateway fresh = TestGateway.start()) {
            int port = fresh.managementPort();
            for (int i = 0; i < FailedLogins.MAX_FAILURES; i++) {
                assertThat(RawHttp.get(port, "/x", basic("operator", "guess" + i))
                                .status())
                        .isEqualTo(401);
            }

            RawHttp.Answer refused = RawHttp.get(port, "/x", basic("operator", "one more"));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).containsIgnoringCase("Retry-After: 60");
            assertThat(RawHttp.get(port, "/x", "Authorization: " + fresh.managementToken())
                            .status())
                    .isEqualTo(404);
            assertThat(RawHttp.get(port, "/observe/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void anUnknownHostNameIsRefused() {
        assertThat(ask("GET", "/observe/metrics", "Host: evil.example").status())
                .isEqualTo(421);
        assertThat(ask("GET", "/observe/metrics", "Host: 127.0.0.1.evil.example")
                        .status())
                .isEqualTo(421);
        assertThat(ask("GET", "/observe/metrics", "Host: localhost", "Host: evil.example")
                        .status())
                .isEqualTo(421);
        assertThat(ask("GET", "/observe/metrics", "Host: 127.0.0.1:1").status()).isEqualTo(200);
        assertThat(ask("GET", "/observe/metrics", "Host: [::1]:9876").status()).isEqualTo(200);
    }

    @Test
    void aWebPageOfAnotherOriginCannotChangeAnything() {
        assertThat(ask("POST", "/x", basic("olga", PASSWORD), "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(ask("POST", "/x", basic("olga", PASSWORD), "Origin: null").status())
                .isEqualTo(403);
        assertThat(ask("POST", "/x", basic("olga", PASSWORD), "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(ask("POST", "/x", basic("olga", PASSWORD), "Origin: http://localhost")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noAnswerAllowsOtherOrigins() {
        String text =
                ask("GET", "/observe/health", "Origin: https://evil.example").text();

        assertThat(text).doesNotContainIgnoringCase("access-control-allow");
        assertThat(text).containsIgnoringCase("x-frame-options: DENY");
    }

    @Test
    void theTokenFileIsReadableByItsOwnerOnlyAndDeletedAtTheStop() throws Exception {
        TestGateway fresh = TestGateway.start();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(fresh.folder().resolve("management.token"))))
                .isEqualTo("rw-------");
        assertThat(fresh.managementToken()).isNotEqualTo(gateway.managementToken());

        ManagementClient client = ManagementClient.of(fresh.folder(), Duration.ofSeconds(10));
        assertThat(client.get("/observe/health").status()).isEqualTo(200);
        assertThat(client.get("/nothing").status()).isEqualTo(404);
        fresh.close();

        assertThat(fresh.folder().resolve("management.token")).doesNotExist();
    }

    @Test
    void r37NothingOfItIsOnThePublicPort() {
        for (String path : new String[] {
            "/observe/health",
            "/observe/health/ready",
            "/observe/metrics",
            "/observe/sales",
            "/hawtio",
            "/hawtio/index.html",
            "/hawtio/jolokia",
            "/jolokia"
        }) {
            assertThat(RawHttp.get(gateway.port(), path, token()).status())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
