package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.app.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R37 and R38 from outside: operator paths are not on the public port, and a gateway does not start with routes that
 * bypass payment. RouteCheckTest covers every rule of the check, ReloadTest reloading, and ManagementPortTest every path
 * of the management port.
 */
class OperatorAttacksTest {
    @TempDir
    private Path routes;

    private void assertRefused(String route, String reason) throws IOException {
        Files.writeString(routes.resolve("own.camel.yaml"), route);

        assertThatThrownBy(() -> TestGateway.start(Map.of("TOLLGATE_ROUTES_DIR", routes.toString())))
                .hasMessageContaining("own.camel.yaml line ")
                .hasMessageContaining(reason)
                .cause()
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(2));
    }

    @Test
    void r38AGatewayDoesNotStartWithADownloadThatBypassesPayment() throws IOException {
        assertRefused("""
                - route:
                    id: free-for-all
                    from:
                      uri: platform-http:/free/{blobId}
                      steps:
                        - process: { id: look-up, ref: "#bean:findItem" }
                        - to: { id: give-it-away, uri: "direct:deliver" }
                """, "step give-it-away: delivers a file without payment");
    }

    @Test
    void r38AGatewayDoesNotStartWithARouteThatLogsBodies() throws IOException {
        assertRefused("""
                - route:
                    id: nosy
                    from:
                      uri: platform-http:/nosy
                      steps:
                        - log: { id: tell-all, message: "${body}" }
                """, "step tell-all: logs the body");
    }

    @Test
    void r37OperatorPathsAreNotOnThePublicPortAndRequireALogin() {
        try (TestGateway testGateway = TestGateway.start()) {
            for (String path : new String[] {
                "/hawtio",
                "/hawtio/jolokia",
                "/hawtio/jolokia/version",
                "/jolokia",
                "/observe/metrics",
                "/observe/health",
                "/observe/sales",
                "/observe/info"
            }) {
                assertThat(RawHttp.get(testGateway.port(), path).status())
                        .as(path)
                        .isEqualTo(404);
            }
            for (String path : new String[] {
                "/hawtio",
                "/hawtio/",
                "/hawtio/jolokia",
                "/hawtio/jolokia/version",
                "/hawtio/../hawtio/jolokia",
                "/observe/sales",
                "/observe/info",
                "/observe/unknowns",
                "/"
            }) {
                assertThat(RawHttp.get(testGateway.managementPort(), path).status())
                        .as(path)
                        .isIn(400, 401);
            }
        }
    }
}
