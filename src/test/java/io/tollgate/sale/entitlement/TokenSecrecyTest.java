package io.tollgate.sale.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.tollgate.LoggedLines;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What brings the file is as good as the file: no log line holds it, however much is logged and whatever goes wrong. */
class TokenSecrecyTest {
    @Test
    void noTokenAndNoSignInIsEverLogged() {
        try (LoggedLines lines =
                        LoggedLines.instead(Level.DEBUG, event -> event.getFormattedMessage() + " " + failure(event));
                TestGateway twin = TestGateway.start()) {
            TestGateway.Sold sold = twin.upload("secret".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
            TestPayer purse = new TestPayer(twin.buyer());
            HttpHeaders sale = twin.get(
                            sold.downloadUrl(),
                            "PAYMENT-SIGNATURE",
                            TestPayer.encode(purse.v2(twin.get(sold.downloadUrl()))))
                    .headers();
            String token = sale.firstValue("Tollgate-Download-Token").orElseThrow();
            String link = sale.firstValue("Tollgate-Download-Link").orElseThrow();
            String proof = purse.signed(purse.signIn(twin.get(sold.downloadUrl())));

            use(twin, sold, token, link, proof);
            twin.breakStorage();
            use(twin, sold, token, link, proof);

            assertThat(lines.lines()).isNotEmpty();
            for (String secret : List.of(token, link.replaceAll(".*token=", ""), proof)) {
                assertThat(lines.lines()).noneMatch(line -> line.contains(secret));
            }
        }
    }

    private static String failure(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    private static void use(TestGateway twin, TestGateway.Sold sold, String token, String link, String proof) {
        twin.get(sold.downloadUrl(), "Tollgate-Download-Token", token);
        twin.get(sold.downloadUrl(), "Authorization", "Bearer " + token);
        twin.get(URI.create(sold.downloadUrl() + "?token=" + token));
        twin.get(URI.create(link));
        twin.get(URI.create(link.replace(sold.blobId(), "A".repeat(43))));
        twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof);
    }
}
