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
                        LoggedLines.capture(Level.DEBUG, event -> event.getFormattedMessage() + " " + failure(event));
                TestGateway gateway = TestGateway.start()) {
            TestGateway.Sold sold = gateway.upload("secret".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
            TestPayer payer = new TestPayer(gateway.buyer());
            HttpHeaders sale = gateway.get(
                            sold.downloadUrl(),
                            "PAYMENT-SIGNATURE",
                            TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl()))))
                    .headers();
            String token = sale.firstValue("Tollgate-Download-Token").orElseThrow();
            String link = sale.firstValue("Tollgate-Download-Link").orElseThrow();
            String proof = payer.signed(payer.signIn(gateway.get(sold.downloadUrl())));

            use(gateway, sold, token, link, proof);
            gateway.breakStorage();
            use(gateway, sold, token, link, proof);

            assertThat(lines.lines()).isNotEmpty();
            for (String secret : List.of(token, link.replaceAll(".*token=", ""), proof)) {
                assertThat(lines.lines()).noneMatch(line -> line.contains(secret));
            }
        }
    }

    private static String failure(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    private static void use(TestGateway gateway, TestGateway.Sold sold, String token, String link, String proof) {
        gateway.get(sold.downloadUrl(), "Tollgate-Download-Token", token);
        gateway.get(sold.downloadUrl(), "Authorization", "Bearer " + token);
        gateway.get(URI.create(sold.downloadUrl() + "?token=" + token));
        gateway.get(URI.create(link));
        gateway.get(URI.create(link.replace(sold.blobId(), "A".repeat(43))));
        gateway.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof);
    }
}
