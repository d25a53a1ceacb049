package io.tollgate.settings;

import io.tollgate.x402.money.Address;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that {@code dev} and {@code demo} fill in: embedded facilitator and Walrus, and a well-known seller. */
final class Development {
    static final String HOST = "127.0.0.1";
    static final String FACILITATOR_PATH = "/dev/facilitator";
    static final String CHAIN_PATH = "/dev/chain";
    static final String WALRUS_PATH = "/dev/walrus";

    /** The tenth well-known development account; the first ones are for buyers. */
    static final String SELLER = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";

    private Development() {}

    static Map<Setting<?>, Object> withDefaults(Map<Setting<?>, Object> set, int port) {
        String origin = "http://" + HOST + ":" + port;
        Map<Setting<?>, Object> values = new LinkedHashMap<>(set);
        values.put(ServerSettings.HOST, HOST);
        values.put(ServerSettings.MANAGEMENT_HOST, HOST);
        values.put(ServerSettings.PORT, port);
        values.putIfAbsent(PaymentSettings.FACILITATOR_URLS, List.of(URI.create(origin + FACILITATOR_PATH)));
        values.putIfAbsent(WalrusSettings.PUBLISHER_URL, List.of(URI.create(origin + WALRUS_PATH)));
        values.putIfAbsent(WalrusSettings.AGGREGATOR_URLS, List.of(URI.create(origin + WALRUS_PATH)));
        values.putIfAbsent(PaymentSettings.PAY_TO, Address.parse(SELLER));
        return values;
    }
}
