package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.browser.Browser;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console in a real browser after a sale, for an operator and for a client without a login. */
class ConsoleBrowserTest {
    @Test
    void anOperatorSeesTheFlowsWithTheirCountersAndAStrangerSeesNothing() throws Exception {
        Browser browser = Browser.install();
        String password = "a password for one test";
        String hash =
                PasswordHash.of(password.toCharArray(), new SecureRandom()).toPhc();
        try (TestGateway gateway = TestGateway.start(Map.of("OPERATOR_USER", "olga", "OPERATOR_PASSWORD_HASH", hash))) {
            TestGateway.Sold sold = gateway.upload(new byte[10_000], TestGateway.PRICE);
            String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
            assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment)
                            .statusCode())
                    .isEqualTo(200);

            JsonNode seen = browser.run(
                    "console.mjs",
                    gateway.managementUrl("/hawtio").toString(),
                    "olga",
                    password,
                    browser.pictures().toAbsolutePath().toString());

            assertThat(seen.path("withoutLogin").asText()).isEqualTo("ERR_INVALID_AUTH_CREDENTIALS");
            assertThat(seen.path("strangerSees").asText()).isEmpty();
            assertThat(seen.path("failed")).isEmpty();
            assertThat(seen.path("problems")).isEmpty();
            JsonNode routes = seen.path("routes");
            for (String route : new String[] {"download", "payment-required", "verify-settle", "upload"}) {
                assertThat(routes.path(route).path("state").asText()).as(route).isEqualTo("Started");
                assertThat(routes.path(route).path("completed").asInt())
                        .as(route)
                        .isPositive();
            }
            assertThat(seen.path("diagram").toString()).contains("find-item", "charge-buyer-for", "deliver-file");
            assertThat(RawHttp.get(gateway.port(), "/hawtio").status()).isEqualTo(404);
        }
    }
}
