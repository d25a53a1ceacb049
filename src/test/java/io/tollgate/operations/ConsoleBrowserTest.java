package io.tollgate.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.Purse;
import io.tollgate.RawHttp;
import io.tollgate.Twin;
import io.tollgate.browser.Browser;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console in a real browser, after a sale: what an operator sees, and what a stranger does not. */
class ConsoleBrowserTest {
    @Test
    void anOperatorSeesTheFlowsWithTheirCountersAndAStrangerSeesNothing() throws Exception {
        Browser browser = Browser.install();
        String password = "a password for one test";
        String hash =
                PasswordHash.of(password.toCharArray(), new SecureRandom()).written();
        try (Twin twin = Twin.start(Map.of("OPERATOR_USER", "olga", "OPERATOR_PASSWORD_HASH", hash))) {
            Twin.Sold sold = twin.upload(new byte[10_000], Twin.PRICE);
            String payment = Purse.encode(new Purse(twin.buyer()).v2(twin.get(sold.downloadUrl())));
            assertThat(twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment)
                            .statusCode())
                    .isEqualTo(200);

            JsonNode seen = browser.run(
                    "console.mjs",
                    twin.managementUrl("/hawtio").toString(),
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
            assertThat(seen.path("diagram").toString()).contains("find-item", "take-payment", "hand-over");
            assertThat(RawHttp.get(twin.port(), "/hawtio").status()).isEqualTo(404);
        }
    }
}
