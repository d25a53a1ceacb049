package io.tollgate.app;

import io.tollgate.http.access.AuthorizeOrCharge;
import io.tollgate.http.access.AuthorizeUploader;
import io.tollgate.http.access.ClientAddress;
import io.tollgate.http.access.LimitUploads;
import io.tollgate.http.access.RateLimit;
import io.tollgate.sale.CountInvalidPayment;
import io.tollgate.sale.LimitInvalidPayments;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;

/** Builds the steps that authorize uploads and limit the rate of uploads and invalid payments. */
final class AccessBeans {
    private AccessBeans() {}

    static void bind(Steps steps, Settings settings, Mode mode) {
        ClientAddress addresses = new ClientAddress(settings.server().trustedProxies());
        RateLimit byAddress =
                new RateLimit("uploads of an address", settings.upload().perMinute());
        RateLimit byToken =
                new RateLimit("uploads of a token", settings.upload().perMinute());
        RateLimit invalid = new RateLimit("invalid payments", settings.payment().invalidPaymentsPerMinute());
        steps.add("limitUploads", new LimitUploads(byAddress, addresses));
        boolean priced = settings.upload().price().isPresent();
        AuthorizeUploader authorize =
                new AuthorizeUploader(settings.upload().tokens(), mode == Mode.DEV, priced, byToken);
        steps.add("authorizeUploader", authorize);
        steps.add("authorizeOrCharge", new AuthorizeOrCharge(authorize, priced));
        steps.add("limitInvalidPayments", new LimitInvalidPayments(invalid, addresses));
        steps.add("countInvalidPayment", new CountInvalidPayment(invalid, addresses));
    }
}
