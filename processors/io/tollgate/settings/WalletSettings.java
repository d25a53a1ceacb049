package io.tollgate.settings;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wallet of {@code pay} and the MCP tools, and its spending limits. */
public final class WalletSettings {
    public static final Setting<Secret> PRIVATE_KEY = Setting.secret(
            "private-key",
            "PRIVATE_KEY",
            AccessKinds.privateKey(),
            "Key of the wallet that pay and the MCP tools sign with");
    public static final Setting<URI> RESOURCE_SERVER_URL = Setting.of(
            "resource-server-url",
            "RESOURCE_SERVER_URL",
            Kind.url(),
            "",
            "Gateway that upload, pay and the MCP tools talk to; default http://127.0.0.1:PORT");
    public static final Setting<AtomicAmount> MAX_PER_CALL = Setting.of(
            "wallet.max-per-call",
            "WALLET_MAX_PER_CALL",
            MoneyKinds.price(),
            "$0.10",
            "Highest amount that pay and the MCP tools sign for one file");
    public static final Setting<AtomicAmount> MAX_PER_DAY = Setting.of(
            "wallet.max-per-day",
            "WALLET_MAX_PER_DAY",
            MoneyKinds.price(),
            "$1",
            "Highest amount that the wallet of the MCP tools signs in a UTC day, for all callers together");
    public static final Setting<AtomicAmount> APPROVE_ABOVE = Setting.of(
            "wallet.approve-above",
            "WALLET_APPROVE_ABOVE",
            MoneyKinds.price(),
            "",
            "Payments above this amount need the approval of a person; default is no limit");
    public static final Setting<AtomicAmount> LOW_BELOW = Setting.of(
            "wallet.low-below",
            "WALLET_LOW_BELOW",
            MoneyKinds.price(),
            "$0.20",
            "The log warns that the wallet is low when its balance on a network, or the rest of its daily limit, is below this");
    public static final Setting<List<Address>> PAY_TO = Setting.of(
            "wallet.pay-to",
            "WALLET_PAY_TO",
            MoneyKinds.addresses(),
            "",
            "Accounts that the wallet of the MCP tools pays; default is any account that an allowed host names");
    public static final Setting<List<String>> HOSTS = Setting.of(
            "wallet.hosts",
            "WALLET_HOSTS",
            Kind.hosts(),
            "",
            "Hosts that tools may buy from over https, besides RESOURCE_SERVER_URL");
    public static final Setting<List<Network>> NETWORKS = Setting.of(
            "wallet.networks",
            "WALLET_NETWORKS",
            MoneyKinds.networks(),
            "base-sepolia",
            "Networks on which the wallet of the MCP tools pays");
    public static final Setting<Boolean> ALLOW_LOCALHOST = Setting.of(
            "wallet.allow-localhost",
            "WALLET_ALLOW_LOCALHOST",
            Kind.flag(),
            "false",
            "Let tools buy from any server on this machine; RESOURCE_SERVER_URL is always allowed");
    public static final Setting<Boolean> STOP = Setting.of(
            "wallet.stop",
            "WALLET_STOP",
            Kind.flag(),
            "false",
            "Sign nothing for the MCP tools; a file DATA_DIR/wallet.stop does the same without a restart");
    public static final Setting<String> DATABASE_URL = Setting.secret(
            "wallet.database-url",
            "WALLET_DATABASE_URL",
            Kind.prefixed("JDBC_URL", "a jdbc:h2: or jdbc:postgresql: URL", "jdbc:h2:", "jdbc:postgresql:"),
            "Database of the spending limits and purchases of the wallet; default is the H2 file DATA_DIR/wallet; several machines need PostgreSQL");

    /** Settings of {@code pay} and the MCP tools. */
    static final List<Setting<?>> CLIENT = List.of(PRIVATE_KEY, RESOURCE_SERVER_URL, MAX_PER_CALL);

    /** Settings of the MCP tools alone. */
    static final List<Setting<?>> POLICY = List.of(
            MAX_PER_DAY, APPROVE_ABOVE, LOW_BELOW, PAY_TO, HOSTS, NETWORKS, ALLOW_LOCALHOST, STOP, DATABASE_URL);

    private final Settings settings;

    WalletSettings(Settings settings) {
        this.settings = settings;
    }

    public Optional<Secret> privateKey() {
        return settings.find(PRIVATE_KEY);
    }

    public AtomicAmount maxPerDay() {
        return settings.get(MAX_PER_DAY);
    }

    public Optional<AtomicAmount> approveAbove() {
        return settings.find(APPROVE_ABOVE);
    }

    public AtomicAmount lowBelow() {
        return settings.get(LOW_BELOW);
    }

    /**
     * The node of each network of the wallet. RPC_URL lists nodes in the order of the networks of the gateway, or, without
     * a gateway, of the wallet. They may contain an API key: never print them.
     */
    public Map<Network, URI> rpcUrls() {
        if (settings.find(PaymentSettings.NETWORK).isEmpty()) {
            return RpcUrls.of(networks(), settings.find(PaymentSettings.RPC_URL), Optional.empty());
        }
        Map<Network, URI> known = new LinkedHashMap<>(settings.payment().rpcUrls());
        known.keySet().retainAll(networks());
        return known;
    }

    /** Empty when any account is allowed. */
    public List<Address> payTo() {
        return settings.find(PAY_TO).orElse(List.of());
    }

    public List<String> hosts() {
        return settings.find(HOSTS).orElse(List.of());
    }

    public List<Network> networks() {
        return settings.get(NETWORKS);
    }

    public boolean allowLocalhost() {
        return settings.get(ALLOW_LOCALHOST);
    }

    public boolean stop() {
        return settings.get(STOP);
    }

    /** Empty for an H2 file in the data folder. May contain a password: never print it. */
    public Optional<String> databaseUrl() {
        return settings.find(DATABASE_URL);
    }

    public URI resourceServerUrl() {
        return settings.find(RESOURCE_SERVER_URL)
                .orElseGet(() -> settings.server().localUrl());
    }

    public AtomicAmount maxPerCall() {
        return settings.get(MAX_PER_CALL);
    }
}
