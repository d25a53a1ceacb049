package io.tollgate.settings;

import io.tollgate.access.AddressRange;
import io.tollgate.access.NamedTokens;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting as a value that has been checked. {@link SettingsLoader} makes it; {@link SettingTable} says what each
 * one is for. An accessor of something that is not set throws {@link IllegalStateException}: a loaded gateway has all.
 */
public final class Settings {
    private final Map<Setting<?>, Object> values;
    private final Set<Setting<?>> unreadable;

    Settings(Map<Setting<?>, Object> values, Set<Setting<?>> unreadable) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.unreadable = Set.copyOf(unreadable);
    }

    /** The value of a setting, its default included; empty when it has neither. */
    public <T> Optional<T> find(Setting<T> setting) {
        @SuppressWarnings("unchecked") // the loader puts what the setting's own kind read
        T value = (T) values.get(setting);
        return Optional.ofNullable(value);
    }

    private <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() ->
                        new IllegalStateException(setting.environment() + " (" + setting.property() + ") is not set"));
    }

    boolean unreadable(Setting<?> setting) {
        return unreadable.contains(setting);
    }

    /**
     * What a development gateway goes on with once it knows its port: what nobody set is the embedded twin's.
     *
     * @param port the one that is listened on
     */
    public Settings embedded(int port) {
        return new Settings(Development.filled(values, port), unreadable);
    }

    /** 0 means any free one. */
    public int port() {
        return get(SettingTable.PORT);
    }

    public String host() {
        return get(SettingTable.HOST);
    }

    public int managementPort() {
        return get(SettingTable.MANAGEMENT_PORT);
    }

    public String managementHost() {
        return get(SettingTable.MANAGEMENT_HOST);
    }

    /** Besides localhost and addresses. */
    public List<String> managementNames() {
        return find(SettingTable.MANAGEMENT_NAMES).orElse(List.of());
    }

    public String operatorUser() {
        return get(SettingTable.OPERATOR_USER);
    }

    /** An Argon2id hash in PHC form; empty: nobody can log in. */
    public Optional<Secret> operatorPasswordHash() {
        return find(SettingTable.OPERATOR_PASSWORD_HASH);
    }

    public LogForm logForm() {
        return get(SettingTable.LOG_FORM);
    }

    /** Where traces go; empty: nowhere. */
    public Optional<URI> tracesEndpoint() {
        return find(SettingTable.OTLP_ENDPOINT);
    }

    public Map<String, Secret> tracesHeaders() {
        return find(SettingTable.OTLP_HEADERS).orElse(Map.of());
    }

    /** Absolute. */
    public Path dataDir() {
        return get(SettingTable.DATA_DIR).toAbsolutePath().normalize();
    }

    /** Absolute; it need not exist. */
    public Path routesDir() {
        return get(SettingTable.ROUTES_DIR).toAbsolutePath().normalize();
    }

    /** Whether route files are loaded again as soon as they change. */
    public boolean routesReload(Mode mode) {
        String chosen = get(SettingTable.ROUTES_RELOAD);
        return chosen.equals("on") || chosen.equals("auto") && mode == Mode.DEV;
    }

    /** Without a trailing slash. */
    public URI publicUrl() {
        return find(SettingTable.PUBLIC_URL).orElseGet(this::localUrl);
    }

    /** Where this machine reaches the gateway. */
    public URI localUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** At least one, best first; none with a trailing slash. */
    public List<URI> facilitatorUrls() {
        return get(SettingTable.FACILITATOR_URLS);
    }

    /** True when the facilitator verifies a payment too, before it is asked to settle it. */
    public boolean verifiedByFacilitator() {
        return get(SettingTable.VERIFY).equals("both");
    }

    public Optional<String> cdpApiKeyId() {
        return find(SettingTable.CDP_API_KEY_ID);
    }

    public Optional<Secret> cdpApiKeySecret() {
        return find(SettingTable.CDP_API_KEY_SECRET);
    }

    public String cdpHost() {
        return get(SettingTable.CDP_HOST);
    }

    public Duration facilitatorVerifyTimeout() {
        return get(SettingTable.VERIFY_TIMEOUT);
    }

    public Duration facilitatorSettleTimeout() {
        return get(SettingTable.SETTLE_TIMEOUT);
    }

    /** At least one, the preferred one first. */
    public List<Network> networks() {
        return get(SettingTable.NETWORK);
    }

    /** The preferred one. */
    public Network network() {
        return networks().getFirst();
    }

    /** For people: {@code base-sepolia, polygon-amoy}. */
    public String networkNames() {
        return String.join(", ", networks().stream().map(Network::name).toList());
    }

    public Address payTo() {
        return get(SettingTable.PAY_TO);
    }

    public AtomicAmount price() {
        return get(SettingTable.PRICE);
    }

    /** Takes the place of {@link #price()} where it is set. */
    public Optional<AtomicAmount> pricePerMiB() {
        return find(SettingTable.PRICE_PER_MIB);
    }

    public Optional<AtomicAmount> minPrice() {
        return find(SettingTable.MIN_PRICE);
    }

    public Optional<AtomicAmount> maxPrice() {
        return find(SettingTable.MAX_PRICE);
    }

    public Duration termsGrace() {
        return get(SettingTable.TERMS_GRACE);
    }

    public EndpointPath endpointPath() {
        return get(SettingTable.ENDPOINT_PATH);
    }

    /** At least one, best first. */
    public List<URI> walrusPublisherUrls() {
        return get(SettingTable.WALRUS_PUBLISHER_URL);
    }

    /** Empty: publishers take uploads from anybody. */
    public Optional<Secret> walrusJwtSecret() {
        return find(SettingTable.WALRUS_JWT_SECRET);
    }

    public Duration walrusJwtLifetime() {
        return get(SettingTable.WALRUS_JWT_LIFETIME);
    }

    public int walrusPublishAttempts() {
        return get(SettingTable.WALRUS_PUBLISH_ATTEMPTS);
    }

    public Duration walrusBusyPatience() {
        return get(SettingTable.WALRUS_BUSY_PATIENCE);
    }

    public DataSize walrusIdCheckLimit() {
        return get(SettingTable.WALRUS_ID_CHECK_LIMIT);
    }

    public int walrusReadAttempts() {
        return get(SettingTable.WALRUS_READ_ATTEMPTS);
    }

    public Duration walrusReadTimeout() {
        return get(SettingTable.WALRUS_READ_TIMEOUT);
    }

    /** Zero: one aggregator at a time. */
    public Duration walrusHedgeDelay() {
        return get(SettingTable.WALRUS_HEDGE_DELAY);
    }

    public Duration walrusNotFoundWindow() {
        return get(SettingTable.WALRUS_NOT_FOUND_WINDOW);
    }

    /** At least one, best first. */
    public List<URI> walrusAggregatorUrls() {
        return get(SettingTable.WALRUS_AGGREGATOR_URLS);
    }

    public int walrusEpochs() {
        return get(SettingTable.WALRUS_EPOCHS);
    }

    public DataSize walrusMaxPartSize() {
        return get(SettingTable.WALRUS_MAX_PART_SIZE);
    }

    public Duration walrusEpochLength() {
        return get(SettingTable.WALRUS_EPOCH_LENGTH);
    }

    /** As configured, else an H2 file in the data folder. May carry a password: never print it. */
    public String databaseUrl() {
        return find(SettingTable.DATABASE_URL)
                .orElseGet(() -> "jdbc:h2:" + dataDir().resolve("tollgate"));
    }

    /** Beside the URL. */
    public Optional<String> databaseUser() {
        return find(SettingTable.DATABASE_USER);
    }

    public Optional<Secret> databasePassword() {
        return find(SettingTable.DATABASE_PASSWORD);
    }

    /** {@code file:} and the path of the keyset that wraps every file's key. */
    public Optional<String> kekPrevious() {
        return find(SettingTable.KEK_PREVIOUS);
    }

    public String kek() {
        return find(SettingTable.KEK).orElseGet(() -> "file:" + dataDir().resolve("kek.json"));
    }

    /** Those that let somebody upload; empty when there is none. */
    public Optional<NamedTokens> uploadTokens() {
        return find(SettingTable.UPLOAD_TOKEN).map(Secret::reveal).map(NamedTokens::parse);
    }

    /** The one that a client presents. */
    public Optional<Secret> uploadToken() {
        return uploadTokens().map(NamedTokens::first).map(Secret::new);
    }

    /** A second. */
    public DataSize uploadMinRate() {
        return get(SettingTable.UPLOAD_MIN_RATE);
    }

    public int uploadsPerMinute() {
        return get(SettingTable.UPLOADS_PER_MINUTE);
    }

    public int invalidPaymentsPerMinute() {
        return get(SettingTable.INVALID_PAYMENTS_PER_MINUTE);
    }

    /** Empty: clients connect directly. */
    public List<AddressRange> trustedProxies() {
        return find(SettingTable.TRUSTED_PROXIES).orElse(List.of());
    }

    public DataSize uploadMaxSize() {
        return get(SettingTable.UPLOAD_MAX_SIZE);
    }

    /** At least one. */
    public int uploadParallelParts() {
        return get(SettingTable.UPLOAD_PARALLEL_PARTS);
    }

    public DataSize uploadMemory() {
        return get(SettingTable.UPLOAD_MEMORY);
    }

    /**
     * The JSON-RPC endpoint of each network that may be asked: what is set for it, else the embedded chain where the
     * facilitator is an embedded one, else a public node. May carry an API key: never print it.
     */
    public Map<Network, URI> rpcUrls() {
        return RpcUrls.of(
                networks(),
                find(SettingTable.RPC_URL),
                find(SettingTable.FACILITATOR_URLS).map(List::getFirst));
    }

    public Duration redeliveryWindow() {
        return get(SettingTable.REDELIVERY_WINDOW);
    }

    public Duration entitlementWindow() {
        return get(SettingTable.ENTITLEMENT_WINDOW);
    }

    public Duration saleMargin() {
        return get(SettingTable.SALE_MARGIN);
    }

    public Duration expiryNotice() {
        return get(SettingTable.EXPIRY_NOTICE);
    }

    /** For a MiB and an epoch; empty when uploads are not for sale. */
    public Optional<AtomicAmount> uploadPrice() {
        return find(SettingTable.UPLOAD_PRICE).filter(price -> !price.isZero());
    }

    public Duration uploadAbandonedAfter() {
        return get(SettingTable.UPLOAD_ABANDONED_AFTER);
    }

    public Duration lifecycleInterval() {
        return get(SettingTable.LIFECYCLE_INTERVAL);
    }

    public Duration itemCache() {
        return get(SettingTable.ITEM_CACHE);
    }

    public Duration lease() {
        return get(SettingTable.LEASE);
    }

    public Duration busyWait() {
        return get(SettingTable.BUSY_WAIT);
    }

    public ReconcileMode reconcile() {
        return get(SettingTable.RECONCILE);
    }

    public Duration reconcileInterval() {
        return get(SettingTable.RECONCILE_INTERVAL);
    }

    public Duration outboxInterval() {
        return get(SettingTable.OUTBOX_INTERVAL);
    }

    /** Name or ARN of the Lambda function that is told of sales. */
    public Optional<String> settlementHook() {
        return find(SettingTable.SETTLEMENT_HOOK);
    }

    /** Where AWS Lambda is called, if not at its own address. */
    public Optional<URI> awsEndpoint() {
        return find(SettingTable.AWS_ENDPOINT);
    }

    public Duration buyerRetention() {
        return get(SettingTable.BUYER_RETENTION);
    }

    public Duration drainTimeout() {
        return get(SettingTable.DRAIN_TIMEOUT);
    }

    public boolean allowUnsealedSales() {
        return get(SettingTable.ALLOW_UNSEALED_SALES);
    }

    /** Absolute; of the embedded Walrus. */
    public Path devWalrusFolder() {
        return find(SettingTable.DEV_WALRUS_FOLDER)
                .map(folder -> folder.toAbsolutePath().normalize())
                .orElseGet(() -> dataDir().resolve("walrus"));
    }

    public DataSize devWalrusBodyLimit() {
        return get(SettingTable.DEV_WALRUS_BODY_LIMIT);
    }

    public DataSize devWalrusRealIdLimit() {
        return get(SettingTable.DEV_WALRUS_REAL_ID_LIMIT);
    }

    public Duration devWalrusEpochLength() {
        return get(SettingTable.DEV_WALRUS_EPOCH_LENGTH);
    }

    public Optional<Secret> privateKey() {
        return find(SettingTable.PRIVATE_KEY);
    }

    public Optional<Secret> facilitatorGasKey() {
        return find(SettingTable.FACILITATOR_GAS_KEY);
    }

    public String facilitatorHost() {
        return get(SettingTable.FACILITATOR_HOST);
    }

    /** In gwei for a unit of gas. */
    public int facilitatorMaxFee() {
        return get(SettingTable.FACILITATOR_MAX_FEE);
    }

    /** Whose calls of /mcp are the house's; empty: nobody's. */
    public Optional<NamedTokens> mcpTokens() {
        return find(SettingTable.MCP_TOKEN).map(Secret::reveal).map(NamedTokens::parse);
    }

    /** By the name of the token, in millionths of a dollar. */
    public Map<String, AtomicAmount> mcpTokenCaps() {
        return find(SettingTable.MCP_TOKEN_CAPS).orElse(Map.of());
    }

    public boolean mcpPublic() {
        return get(SettingTable.MCP_PUBLIC);
    }

    public List<URI> mcpOrigins() {
        return find(SettingTable.MCP_ORIGINS).orElse(List.of());
    }

    public Optional<URI> mcpIssuer() {
        return find(SettingTable.MCP_ISSUER);
    }

    public Optional<URI> mcpJwksUrl() {
        return find(SettingTable.MCP_JWKS_URL);
    }

    /** As written; relative ones are relative to the working directory. */
    public List<Path> mcpFileRoots() {
        return find(SettingTable.MCP_FILE_ROOTS).orElse(List.of());
    }

    public AtomicAmount walletMaxPerDay() {
        return get(SettingTable.WALLET_MAX_PER_DAY);
    }

    public Optional<AtomicAmount> walletApproveAbove() {
        return find(SettingTable.WALLET_APPROVE_ABOVE);
    }

    /** Empty: any seller. */
    public List<Address> walletPayTo() {
        return find(SettingTable.WALLET_PAY_TO).orElse(List.of());
    }

    public List<String> walletHosts() {
        return find(SettingTable.WALLET_HOSTS).orElse(List.of());
    }

    public List<Network> walletNetworks() {
        return get(SettingTable.WALLET_NETWORKS);
    }

    public boolean walletAllowLocalhost() {
        return get(SettingTable.WALLET_ALLOW_LOCALHOST);
    }

    public boolean walletStop() {
        return get(SettingTable.WALLET_STOP);
    }

    /** Empty: a file in the data folder. May carry a password: never print it. */
    public Optional<String> walletDatabaseUrl() {
        return find(SettingTable.WALLET_DATABASE_URL);
    }

    public URI resourceServerUrl() {
        return find(SettingTable.RESOURCE_SERVER_URL).orElseGet(this::localUrl);
    }

    public AtomicAmount walletMaxPerCall() {
        return get(SettingTable.WALLET_MAX_PER_CALL);
    }

    /** What routes read as <code>{{tollgate.…}}</code>: every value that is set, in its written form, and no secret. */
    public Map<String, String> placeholders() {
        Map<String, String> written = new HashMap<>();
        values.keySet().stream()
                .filter(setting -> !setting.secret())
                .forEach(setting -> written.put(setting.property(), written(setting)));
        written.put(SettingTable.PUBLIC_URL.property(), publicUrl().toString());
        written.put(SettingTable.DATA_DIR.property(), dataDir().toString());
        return written;
    }

    private <T> String written(Setting<T> setting) {
        return setting.kind().write().apply(get(setting));
    }

    /** For a log: the values that are set, secrets only by name. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Settings[");
        values.keySet()
                .forEach(setting -> text.append(text.length() > 9 ? ", " : "")
                        .append(setting.name())
                        .append('=')
                        .append(setting.secret() ? "(secret)" : written(setting)));
        return text.append(']').toString();
    }
}
