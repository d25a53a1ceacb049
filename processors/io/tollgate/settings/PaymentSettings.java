package io.tollgate.settings;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facilitators, networks and the seller account, and the reconciliation of unknown outcomes. */
public final class PaymentSettings {
    public static final Setting<List<URI>> FACILITATOR_URLS = Setting.of(
            "facilitator.url",
            "FACILITATOR_URL",
            Kind.urls(),
            "",
            "x402 facilitators that verify and settle payments, in order of preference; each is used for the networks it supports; required by serve");
    public static final Setting<String> VERIFY = Setting.of(
            "verify",
            "TOLLGATE_VERIFY",
            Kind.oneOf("both", "local"),
            "both",
            "What verifies a payment before it is settled: this gateway and the facilitator (both), or this gateway alone (local)");
    public static final Setting<Duration> VERIFY_TIMEOUT = Setting.of(
            "facilitator.verify-timeout",
            "TOLLGATE_FACILITATOR_VERIFY_TIMEOUT",
            Kind.duration("1s", "60s"),
            "10s",
            "Longest wait for the facilitator's verification");
    public static final Setting<Duration> SETTLE_TIMEOUT = Setting.of(
            "facilitator.settle-timeout",
            "TOLLGATE_FACILITATOR_SETTLE_TIMEOUT",
            Kind.duration("1s", "10m"),
            "90s",
            "Longest wait for the facilitator's settlement; after it the outcome is unknown");
    public static final Setting<String> CDP_API_KEY_ID = Setting.of(
            "cdp.api-key-id",
            "CDP_API_KEY_ID",
            AccessKinds.keyId(),
            "",
            "Id of the Coinbase API key that signs calls to the facilitator of Coinbase");
    public static final Setting<Secret> CDP_API_KEY_SECRET = Setting.secret(
            "cdp.api-key-secret",
            "CDP_API_KEY_SECRET",
            AccessKinds.signingKey(),
            "Secret of that key: base64 (Ed25519) or PEM (EC, P-256)");
    public static final Setting<String> CDP_HOST = Setting.of(
            "cdp.host",
            "TOLLGATE_CDP_HOST",
            Kind.host(),
            "api.cdp.coinbase.com",
            "Host of the facilitator for which calls are signed with the Coinbase API key");
    public static final Setting<List<Network>> NETWORK = Setting.of(
            "network",
            "NETWORK",
            MoneyKinds.networks(),
            "base-sepolia",
            "Networks payments are made on; a file is offered on all of them unless its upload names fewer");
    public static final Setting<Address> PAY_TO = Setting.of(
            "pay-to",
            "ADDRESS",
            MoneyKinds.address(),
            "",
            "Account that receives payments when an upload names none; required by serve");
    public static final Setting<List<URI>> RPC_URL = Setting.secret(
            "rpc-url",
            "RPC_URL",
            MoneyKinds.rpcUrls(),
            "JSON-RPC endpoint of each network, for the outcome of payments and the signatures of smart wallets;"
                    + " for mcp in the order of WALLET_NETWORKS, for the balance of the wallet;"
                    + " off uses none, default is a public one of each network");
    public static final Setting<Duration> LEASE = Setting.of(
            "lease",
            "TOLLGATE_LEASE",
            Kind.duration("10s", "1h"),
            "180s",
            "How long one instance owns a claimed payment; at least the time to settle, to verify at each facilitator, TOLLGATE_WALRUS_READ_TIMEOUT and 25s");
    public static final Setting<Duration> BUSY_WAIT = Setting.of(
            "busy-wait",
            "TOLLGATE_BUSY_WAIT",
            Kind.duration("0s", "60s"),
            "2s",
            "How long a copy of a payment that is being settled waits for the outcome before it is answered 503");
    public static final Setting<ReconcileMode> RECONCILE = Setting.of(
            "reconcile",
            "TOLLGATE_RECONCILE",
            Kind.reconcileMode(),
            "chain",
            "What decides an unresolved settlement: the chain and the facilitator (chain), or the facilitator alone (facilitator-only)");
    public static final Setting<Duration> RECONCILE_INTERVAL = Setting.of(
            "reconcile.interval",
            "TOLLGATE_RECONCILE_INTERVAL",
            Kind.duration("1s", "1h"),
            "10s",
            "How often unresolved settlements are reconciled; each one less often over time");
    public static final Setting<Integer> INVALID_PAYMENTS_PER_MINUTE = Setting.of(
            "payment.invalid-per-minute",
            "TOLLGATE_INVALID_PAYMENTS_PER_MINUTE",
            Kind.count(1, 1_000_000),
            "60",
            "Refused payments that one address may send within a minute");
    public static final Setting<Duration> OUTBOX_INTERVAL = Setting.of(
            "outbox.interval",
            "TOLLGATE_OUTBOX_INTERVAL",
            Kind.duration("1s", "1h"),
            "5s",
            "How often events about sales are delivered");
    public static final Setting<String> SETTLEMENT_HOOK = Setting.of(
            "settlement.hook",
            "TOLLGATE_SETTLEMENT_HOOK",
            Kind.lambdaFunction(),
            "",
            "AWS Lambda function that receives every event about a sale, asynchronously; none by default");
    public static final Setting<URI> AWS_ENDPOINT = Setting.of(
            "aws.endpoint",
            "TOLLGATE_AWS_ENDPOINT",
            Kind.url(),
            "",
            "Endpoint of AWS Lambda instead of the public one: a private endpoint, or a simulator");

    static final List<Setting<?>> ALL = List.of(
            FACILITATOR_URLS,
            VERIFY,
            VERIFY_TIMEOUT,
            SETTLE_TIMEOUT,
            CDP_API_KEY_ID,
            CDP_API_KEY_SECRET,
            CDP_HOST,
            NETWORK,
            PAY_TO,
            RPC_URL,
            LEASE,
            BUSY_WAIT,
            RECONCILE,
            RECONCILE_INTERVAL,
            INVALID_PAYMENTS_PER_MINUTE,
            OUTBOX_INTERVAL,
            SETTLEMENT_HOOK,
            AWS_ENDPOINT);

    private final Settings settings;

    PaymentSettings(Settings settings) {
        this.settings = settings;
    }

    /** At least one, in order of preference, without trailing slashes. */
    public List<URI> facilitatorUrls() {
        return settings.get(FACILITATOR_URLS);
    }

    /** True when the facilitator also verifies a payment before it settles it. */
    public boolean verifiedByFacilitator() {
        return settings.get(VERIFY).equals("both");
    }

    public Optional<String> cdpApiKeyId() {
        return settings.find(CDP_API_KEY_ID);
    }

    public Optional<Secret> cdpApiKeySecret() {
        return settings.find(CDP_API_KEY_SECRET);
    }

    public String cdpHost() {
        return settings.get(CDP_HOST);
    }

    public Duration verifyTimeout() {
        return settings.get(VERIFY_TIMEOUT);
    }

    public Duration settleTimeout() {
        return settings.get(SETTLE_TIMEOUT);
    }

    /** At least one, in order of preference. */
    public List<Network> networks() {
        return settings.get(NETWORK);
    }

    /** The preferred one. */
    public Network network() {
        return networks().getFirst();
    }

    /** For messages: {@code base-sepolia, polygon-amoy}. */
    public String networkNames() {
        return String.join(", ", networks().stream().map(Network::name).toList());
    }

    public Address payTo() {
        return settings.get(PAY_TO);
    }

    public int invalidPaymentsPerMinute() {
        return settings.get(INVALID_PAYMENTS_PER_MINUTE);
    }

    /**
     * The JSON-RPC endpoint of each network: the configured one, else the embedded chain of an embedded facilitator, else a
     * public node. It may contain an API key: never print it.
     */
    public Map<Network, URI> rpcUrls() {
        return RpcUrls.of(
                networks(),
                settings.find(RPC_URL),
                settings.find(FACILITATOR_URLS).map(List::getFirst));
    }

    public Duration lease() {
        return settings.get(LEASE);
    }

    public Duration busyWait() {
        return settings.get(BUSY_WAIT);
    }

    public ReconcileMode reconcile() {
        return settings.get(RECONCILE);
    }

    public Duration reconcileInterval() {
        return settings.get(RECONCILE_INTERVAL);
    }

    public Duration outboxInterval() {
        return settings.get(OUTBOX_INTERVAL);
    }

    /** Name or ARN of the Lambda function that receives events about sales. */
    public Optional<String> settlementHook() {
        return settings.find(SETTLEMENT_HOOK);
    }

    /** The endpoint of AWS Lambda, if not the public one. */
    public Optional<URI> awsEndpoint() {
        return settings.find(AWS_ENDPOINT);
    }
}
