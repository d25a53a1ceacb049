package io.tollgate.reliability;

import io.tollgate.TestGateway;
import io.tollgate.database.DatabaseAccess;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a real {@code serve} whose Walrus, facilitator and token are in another process, with short timeouts.
 */
final class ServeEnvironment {
    /** The upload token. */
    static final String TOKEN = "a-token-for-the-reliability-tests";

    private ServeEnvironment() {}

    /** @param database the database; its own H2 file when empty */
    static Map<String, String> of(TestGateway gateway, Optional<DatabaseAccess> database) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("FACILITATOR_URL", gateway.url("/dev/facilitator").toString());
        environment.put("WALRUS_PUBLISHER_URL", gateway.url("/dev/walrus").toString());
        // the embedded Walrus of the tests uses fast ids
        environment.put("TOLLGATE_WALRUS_ID_CHECK_LIMIT", "0B");
        environment.put("WALRUS_AGGREGATOR_URLS", gateway.url("/dev/walrus").toString());
        environment.put("RPC_URL", gateway.url("/dev/chain").toString());
        environment.put("ADDRESS", "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720");
        environment.put("UPLOAD_TOKEN", TOKEN);
        environment.put("TOLLGATE_WALRUS_MAX_PART_SIZE", "16MiB");
        environment.put("TOLLGATE_UPLOADS_PER_MINUTE", "100000");
        environment.put("TOLLGATE_INVALID_PAYMENTS_PER_MINUTE", "100000");
        environment.put("TOLLGATE_FACILITATOR_VERIFY_TIMEOUT", "2s");
        environment.put("TOLLGATE_FACILITATOR_SETTLE_TIMEOUT", "4s");
        environment.put("TOLLGATE_WALRUS_READ_TIMEOUT", "5s");
        environment.put("TOLLGATE_LEASE", "36s");
        environment.put("TOLLGATE_RECONCILE_INTERVAL", "1s");
        environment.put("TOLLGATE_MANAGEMENT_PORT", Integer.toString(ServeProcess.freePort()));
        database.ifPresent(access -> {
            environment.put("DATABASE_URL", access.url());
            access.user().ifPresent(user -> environment.put("DATABASE_USER", user));
            access.password().ifPresent(password -> environment.put("DATABASE_PASSWORD", password));
        });
        return environment;
    }
}
