package io.tollgate.settings;

import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that settings are complete and consistent, beyond the bounds of each one. Settings whose text is invalid are
 * skipped, because they have been reported.
 */
final class StartRules {
    /** Time to open a blob at all aggregators in turn, including the connection to the last one. */
    private static final Duration OPEN_TIME = Duration.ofSeconds(25);

    private static final String EMBEDDED_NETWORK = "base-sepolia";

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    private StartRules(Settings settings) {
        this.settings = settings;
    }

    static List<String> problems(Mode mode, Settings settings) {
        StartRules rules = new StartRules(settings);
        if (mode == Mode.SERVE) {
            rules.requireServices();
            rules.requireHttpsOfMainnetFacilitators();
            rules.requireHttpsOfMainnetNodes();
            rules.requireFixedPort();
            rules.requireGuardedWallet();
        } else {
            rules.requireEmbeddedNetwork();
        }
        rules.requireWholeCdpKey(mode);
        rules.requireNetworkOfEachNode();
        rules.requireDifferentPorts();
        rules.requireSufficientLease();
        rules.requireConsistentPrices();
        return rules.problems;
    }

    static List<String> facilitatorProblems(Settings settings) {
        StartRules rules = new StartRules(settings);
        if (settings.facilitator().gasKey().isEmpty() && !settings.unreadable(FacilitatorSettings.GAS_KEY)) {
            rules.problems.add(
                    "No account pays the gas: set FACILITATOR_GAS_KEY (tollgate.facilitator.gas-key) to the key of"
                            + " an account that holds the native coin of the chain.");
        }
        if (settings.find(PaymentSettings.RPC_URL).filter(List::isEmpty).isPresent()) {
            rules.problems.add("Bad RPC_URL (tollgate.rpc-url): a facilitator needs a node of its chain.");
        }
        rules.requireNetworkOfEachNode();
        rules.requireHttpsOfMainnetNodes();
        return rules.problems;
    }

    private void requireServices() {
        require(PaymentSettings.FACILITATOR_URLS, "No facilitator", "the base URL of an x402 facilitator");
        require(PaymentSettings.PAY_TO, "No seller account", "the account that receives payments");
        require(WalrusSettings.PUBLISHER_URL, "No Walrus publisher", "the URL of one or more");
        require(WalrusSettings.AGGREGATOR_URLS, "No Walrus aggregator", "the URL of one or more");
    }

    /** Without a token, every client that reaches /mcp could spend the money of the wallet. */
    private void requireGuardedWallet() {
        boolean guarded = settings.find(McpSettings.TOKEN).isPresent()
                || settings.unreadable(McpSettings.TOKEN)
                || settings.find(McpSettings.ISSUER).isPresent();
        if (settings.wallet().privateKey().isPresent() && !guarded) {
            problems.add(
                    "Unprotected wallet: PRIVATE_KEY (tollgate.private-key) is set, so every caller of /mcp could spend its"
                            + " money; set MCP_TOKEN (tollgate.mcp.token) too, or unset the key.");
        }
    }

    /** Problems of an MCP server over HTTP. */
    static List<String> mcpProblems(Settings settings) {
        StartRules rules = new StartRules(settings);
        rules.requireGuardedWallet();
        return rules.problems;
    }

    private void require(Setting<?> setting, String problem, String what) {
        if (settings.find(setting).isEmpty() && !settings.unreadable(setting)) {
            problems.add(problem + ": set " + setting.environment() + " (" + setting.property() + ") to " + what
                    + ", or use `tollgate dev` to try without.");
        }
    }

    private void requireHttpsOfMainnetFacilitators() {
        List<URI> facilitators = settings.find(PaymentSettings.FACILITATOR_URLS).orElse(List.of());
        networks()
                .filter(network -> !network.testnet())
                .findFirst()
                .ifPresent(network -> facilitators.stream()
                        .filter(url -> "http".equalsIgnoreCase(url.getScheme()) && !Urls.loopback(url))
                        .forEach(url -> problems.add("Bad FACILITATOR_URL (tollgate.facilitator.url): " + url
                                + " is not encrypted and " + network.name()
                                + " moves real money; use https.")));
    }

    private void requireWholeCdpKey(Mode mode) {
        if (settings.unreadable(PaymentSettings.CDP_API_KEY_ID)
                || settings.unreadable(PaymentSettings.CDP_API_KEY_SECRET)) {
            return;
        }
        boolean id = settings.find(PaymentSettings.CDP_API_KEY_ID).isPresent();
        boolean secret = settings.find(PaymentSettings.CDP_API_KEY_SECRET).isPresent();
        if (id != secret) {
            problems.add("Incomplete Coinbase API key: set both CDP_API_KEY_ID (tollgate.cdp.api-key-id) and"
                    + " CDP_API_KEY_SECRET (tollgate.cdp.api-key-secret), or neither.");
        }
        Optional<String> host = settings.find(PaymentSettings.CDP_HOST);
        boolean wanted = settings.find(PaymentSettings.FACILITATOR_URLS).orElse(List.of()).stream()
                .anyMatch(url -> host.filter(url.getHost()::equalsIgnoreCase).isPresent());
        if (mode == Mode.SERVE && wanted && !id && !secret) {
            problems.add("No Coinbase API key: FACILITATOR_URL (tollgate.facilitator.url) names " + host.orElseThrow()
                    + ", which requires CDP_API_KEY_ID and CDP_API_KEY_SECRET.");
        }
    }

    /** An attacker who can change the answers of a node can get files without payment. */
    private void requireHttpsOfMainnetNodes() {
        boolean mainnet = networks().anyMatch(network -> !network.testnet());
        boolean plain = settings.find(PaymentSettings.RPC_URL).stream()
                .flatMap(List::stream)
                .anyMatch(url -> "http".equalsIgnoreCase(url.getScheme()) && !Urls.loopback(url));
        if (mainnet && plain) {
            problems.add("Bad RPC_URL (tollgate.rpc-url): the node of a network with real money must use https.");
        }
    }

    private void requireNetworkOfEachNode() {
        long networks = networks().count();
        settings.find(PaymentSettings.RPC_URL)
                .filter(urls -> networks > 0 && urls.size() > networks)
                .ifPresent(urls -> problems.add("Bad RPC_URL (tollgate.rpc-url): it names " + urls.size()
                        + " nodes, but NETWORK only " + networks + "; the n-th node belongs to the n-th network."));
    }

    private void requireFixedPort() {
        if (settings.find(ServerSettings.PORT).filter(port -> port == 0).isPresent()) {
            problems.add("Bad PORT (tollgate.port): serve needs a port from 1 to 65535.");
        }
    }

    private void requireEmbeddedNetwork() {
        boolean embedded = settings.find(PaymentSettings.FACILITATOR_URLS).isEmpty();
        networks()
                .filter(network -> embedded && !network.name().equals(EMBEDDED_NETWORK))
                .findFirst()
                .ifPresent(network -> problems.add("Bad NETWORK (tollgate.network): the embedded facilitator supports "
                        + EMBEDDED_NETWORK + " only, not " + network.name() + "; unset it or set FACILITATOR_URL."));
    }

    private void requireDifferentPorts() {
        Optional<Integer> port = settings.find(ServerSettings.PORT).filter(number -> number > 0);
        if (port.isPresent() && port.equals(settings.find(ServerSettings.MANAGEMENT_PORT))) {
            problems.add("Bad TOLLGATE_MANAGEMENT_PORT (tollgate.management-port): it must differ from PORT.");
        }
    }

    private void requireSufficientLease() {
        Optional<Duration> lease = settings.find(PaymentSettings.LEASE);
        Optional<Duration> verify = settings.find(PaymentSettings.VERIFY_TIMEOUT);
        Optional<Duration> settle = settings.find(PaymentSettings.SETTLE_TIMEOUT);
        Optional<Duration> read = settings.find(WalrusSettings.READ_TIMEOUT);
        if (lease.isPresent() && verify.isPresent() && settle.isPresent() && read.isPresent()) {
            // a verification may wait for each facilitator in turn; one facilitator settles
            int facilitators = Math.max(
                    1,
                    settings.find(PaymentSettings.FACILITATOR_URLS)
                            .map(List::size)
                            .orElse(1));
            Duration least = verify.get()
                    .multipliedBy(facilitators)
                    .plus(settle.get())
                    .plus(read.get())
                    .plus(OPEN_TIME);
            if (lease.get().compareTo(least) < 0) {
                problems.add("Bad TOLLGATE_LEASE (tollgate.lease): it must be at least " + Durations.format(least)
                        + ", the time to settle, to verify at each facilitator, TOLLGATE_WALRUS_READ_TIMEOUT and 25s, "
                        + "or a payment could be claimed twice.");
            }
        }
    }

    private void requireConsistentPrices() {
        Optional<AtomicAmount> least = settings.find(SaleSettings.MIN_PRICE);
        Optional<AtomicAmount> most = settings.find(SaleSettings.MAX_PRICE);
        boolean bySize = settings.find(SaleSettings.PRICE_PER_MIB).isPresent()
                || settings.unreadable(SaleSettings.PRICE_PER_MIB);
        if (!bySize && (least.isPresent() || most.isPresent())) {
            problems.add("Bad MIN_PRICE or MAX_PRICE (tollgate.min-price, tollgate.max-price): they bound PRICE_PER_MIB"
                    + " (tollgate.price-per-mib), which is not set.");
        }
        if (most.isPresent()
                && least.filter(sum -> sum.compareTo(most.get()) > 0).isPresent()) {
            problems.add("Bad MAX_PRICE (tollgate.max-price): it must not be below MIN_PRICE.");
        }
    }

    private Stream<Network> networks() {
        return settings.find(PaymentSettings.NETWORK).stream().flatMap(List::stream);
    }
}
