package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.access.AdmitOrCharge;
import io.tollgate.access.AdmitUploader;
import io.tollgate.access.ClientAddress;
import io.tollgate.access.LimitUploads;
import io.tollgate.access.RateLimit;
import io.tollgate.gate.CountInvalidPayment;
import io.tollgate.gate.LimitInvalidPayments;
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
        AdmitUploader admit = new AdmitUploader(settings.upload().tokens(), mode == Mode.DEV, priced, byToken);
        step(camel, "admitUploader", admit);
        step(camel, "admitOrCharge", new AdmitOrCharge(admit, priced));
        step(camel, "limitInvalidPayments", new LimitInvalidPayments(invalid, addresses));
        step(camel, "countInvalidPayment", new CountInvalidPayment(invalid, addresses));
    }
}
