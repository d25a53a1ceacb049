package io.tollgate.reliability;

import io.tollgate.TestGateway;
import io.tollgate.database.DatabaseAccess;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two gateways on one database and one clock, as behind a load balancer. The first provides Walrus, facilitator and
 * token for both, so that transfers are counted in one place.
 */
final class TwoGateways implements AutoCloseable {
    final OffsetClock clock = new OffsetClock();
    final TestGateway first;
    final TestGateway second;

    TwoGateways(DatabaseAccess database) {
        Map<String, String> common = new HashMap<>();
        common.put("DATABASE_URL", database.url());
        database.user().ifPresent(user -> common.put("DATABASE_USER", user));
        database.password().ifPresent(password -> common.put("DATABASE_PASSWORD", password));
        common.put("PUBLIC_URL", "https://shop.example");
        common.put("TOLLGATE_BUSY_WAIT", "0s");
        common.put("TOLLGATE_RECONCILE_INTERVAL", "1s");
        common.put("TOLLGATE_FACILITATOR_SETTLE_TIMEOUT", "3s");
        common.put("TOLLGATE_FACILITATOR_VERIFY_TIMEOUT", "3s");
        common.put("TOLLGATE_WALRUS_READ_TIMEOUT", "5s");
        common.put("TOLLGATE_LEASE", "40s");
        first = TestGateway.start(common, clock);
        Map<String, String> dependent = new HashMap<>(common);
        dependent.put("FACILITATOR_URL", first.url("/dev/facilitator").toString());
        dependent.put("WALRUS_PUBLISHER_URL", first.url("/dev/walrus").toString());
        dependent.put("WALRUS_AGGREGATOR_URLS", first.url("/dev/walrus").toString());
        dependent.put("RPC_URL", first.url("/dev/chain").toString());
        dependent.put("KEK", "file:" + first.folder().resolve("kek.json"));
        try {
            second = TestGateway.start(dependent, clock);
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    List<TestGateway> both() {
        return List.of(first, second);
    }

    URI download(TestGateway gateway, String blobId) {
        return gateway.url("/download/" + blobId);
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }
}
