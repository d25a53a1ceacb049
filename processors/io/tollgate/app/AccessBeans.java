package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.http.access.AuthorizeOrCharge;
import io.tollgate.http.access.AuthorizeUploader;
import io.tollgate.http.access.ClientAddress;
import io.tollgate.http.access.LimitUploads;
import io.tollgate.http.access.RateLimit;
import io.tollgate.sale.CountInvalidPayment;
import io.tollgate.sale.LimitInvalidPayments;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import org.apache.camel.main.Main;

/** Builds the steps that decide who may upload, and how often anybody may try. */
final class AccessBeans {
    private AccessBeans() {}

    static void bind(Main camel, Settings settings, Mode mode) {
        ClientAddress addresses = new ClientAddress(settings.server().trustedProxies());
        RateLimit byAddress =
                new RateLimit("uploads of an address", settings.upload().perMinute());
        RateLimit byToken =
                new RateLimit("uploads of a token", settings.upload().perMinute());
        RateLimit invalid = new RateLimit("invalid payments", settings.payment().invalidPaymentsPerMinute());
        step(camel, "limitUploads", new LimitUploads(byAddress, addresses));
        boolean priced = settings.upload().price().isPresent();
        AuthorizeUploader admit = new AuthorizeUploader(settings.upload().tokens(), mode == Mode.DEV, priced, byToken);
        step(camel, "authorizeUploader", admit);
        step(camel, "authorizeOrCharge", new AuthorizeOrCharge(admit, priced));
        step(camel, "limitInvalidPayments", new LimitInvalidPayments(invalid, addresses));
        step(camel, "countInvalidPayment", new CountInvalidPayment(invalid, addresses));
    }
}
