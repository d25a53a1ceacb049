package io.tollgate.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.Purse;
import io.tollgate.Twin;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

/** What brings the file is as good as the file: no log line holds it, however much is logged and whatever goes wrong. */
class TokenSecrecyTest {
    @Test
    void noTokenAndNoSignInIsEverLogged() {
        Lines lines = new Lines();
        LoggerConfig root = ((LoggerContext) LogManager.getContext(false))
                .getConfiguration()
                .getRootLogger();
        Level before = root.getLevel();
        List<Appender> others = List.copyOf(root.getAppenders().values());
        others.forEach(other -> root.removeAppender(other.getName()));
        lines.start();
        root.addAppender(lines, Level.ALL, null);
        root.setLevel(Level.DEBUG);
        ((LoggerContext) LogManager.getContext(false)).updateLoggers();
        try (Twin twin = Twin.start()) {
            Twin.Sold sold = twin.upload("secret".getBytes(StandardCharsets.UTF_8), Twin.PRICE);
            Purse purse = new Purse(twin.buyer());
            HttpHeaders sale = twin.get(
                            sold.downloadUrl(),
                            "PAYMENT-SIGNATURE",
                            Purse.encode(purse.v2(twin.get(sold.downloadUrl()))))
                    .headers();
            String token = sale.firstValue("Tollgate-Download-Token").orElseThrow();
            String link = sale.firstValue("Tollgate-Download-Link").orElseThrow();
            String proof = purse.signed(purse.signIn(twin.get(sold.downloadUrl())));

            use(twin, sold, token, link, proof);
            twin.breakStorage();
            use(twin, sold, token, link, proof);

            assertThat(lines.text).isNotEmpty();
            for (String secret : List.of(token, link.replaceAll(".*token=", ""), proof)) {
                assertThat(lines.text).noneMatch(line -> line.contains(secret));
            }
        } finally {
            root.removeAppender(lines.getName());
            others.forEach(other -> root.addAppender(other, null, null));
            root.setLevel(before);
            ((LoggerContext) LogManager.getContext(false)).updateLoggers();
        }
    }

    private static void use(Twin twin, Twin.Sold sold, String token, String link, String proof) {
        twin.get(sold.downloadUrl(), "Tollgate-Download-Token", token);
        twin.get(sold.downloadUrl(), "Authorization", "Bearer " + token);
        twin.get(URI.create(sold.downloadUrl() + "?token=" + token));
        twin.get(URI.create(link));
        twin.get(URI.create(link.replace(sold.blobId(), "A".repeat(43))));
        twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof);
    }

    private static final class Lines extends AbstractAppender {
        final List<String> text = new CopyOnWriteArrayList<>();

        Lines() {
            super("lines", null, null, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            text.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    }
}
