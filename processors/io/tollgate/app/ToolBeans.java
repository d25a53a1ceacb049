package io.tollgate.app;

import io.tollgate.database.RandomIds;
import io.tollgate.mcp.tool.FileRoots;
import io.tollgate.mcp.tool.GatewayClient;
import io.tollgate.mcp.tool.ListPurchases;
import io.tollgate.mcp.tool.PayWithClientWallet;
import io.tollgate.mcp.tool.PayWithOperatorWallet;
import io.tollgate.mcp.tool.QuoteDownload;
import io.tollgate.mcp.tool.ResolveTarget;
import io.tollgate.mcp.tool.SellerHosts;
import io.tollgate.mcp.tool.UploadFile;
import io.tollgate.mcp.tool.WalletStatus;
import io.tollgate.mcp.wallet.LowBalanceMonitor;
import io.tollgate.mcp.wallet.OperatorWallet;
import io.tollgate.mcp.wallet.WalletBalances;
import io.tollgate.mcp.wallet.WalletRules;
import io.tollgate.payer.LazyHttpClient;
import io.tollgate.payer.LoopbackHosts;
import io.tollgate.payer.PayerWallet;
import io.tollgate.payer.PayingClient;
import io.tollgate.payer.WalletProvider;
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the steps of the MCP tools, which are clients of the HTTP API of a gateway. */
final class ToolBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ToolBeans.class);

    /** How long a balance look-up waits for a node. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(3);

    private final Settings settings;
    private final Optional<String> privateKey;
    private final HttpClient http = new LazyHttpClient(PayingClient::http);
    private final WalletProvider wallets;
    private final Clock clock;
    private final SecureRandom random;
    private final WalletStore store;
    private final OperatorWallet wallet;
    private final Chains chains;
    private final LowBalanceMonitor lowBalances;

    /** @param withKey false where callers need no token; the configured private key is not used then */
    ToolBeans(Settings settings, boolean withKey, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        privateKey = settings.wallet().privateKey().map(Secret::reveal).filter(key -> withKey);
        wallets = new PayerWallet(privateKey, http);
        RandomIds ids = new RandomIds(random);
        store = WalletStore.of(settings, clock, ids);
        wallet = new OperatorWallet(rules(), store, clock, ids);
        // without a key the wallet pays with simulated money of the gateway, which no public node knows
        chains = new Chains(privateKey.isPresent() ? settings.wallet().rpcUrls() : Map.of(), NODE_TIMEOUT);
        lowBalances = new LowBalanceMonitor(
                wallet,
                new WalletBalances(settings.wallet().networks(), chains::of, clock),
                this::address,
                settings.wallet().lowBelow().units().longValueExact());
    }

    private WalletRules rules() {
        return new WalletRules(
                settings.wallet().maxPerCall(),
                settings.wallet().maxPerDay(),
                Set.copyOf(settings.wallet().payTo()),
                settings.wallet().networks(),
                settings.wallet().approveAbove(),
                settings.wallet().stop(),
                settings.server().dataDir().resolve("wallet.stop"));
    }

    void bind(Steps steps) {
        URI gateway = settings.wallet().resourceServerUrl();
        SellerHosts hosts = new SellerHosts(
                gateway, settings.wallet().hosts(), settings.wallet().allowLocalhost(), InetAddress::getAllByName);
        FileRoots roots = new FileRoots(settings.mcp().fileRoots());
        GatewayClient client = new GatewayClient(http);
        PayingClient payer =
                new PayingClient(http, new Networks(), wallets, clock, random, time -> Thread.sleep(time.toMillis()));
        String downloads = settings.sale().endpointPath().toString().replaceFirst("\\{[^}]*}$", "");
        boolean hasWallet = privateKey.isPresent() || LoopbackHosts.loopback(gateway);
        steps.add(
                "uploadFile",
                new UploadFile(hosts, client, roots, settings.upload().token()));
        steps.add("resolveTarget", new ResolveTarget(hosts, downloads, roots, hasWallet));
        steps.add(
                "payWithOperatorWallet",
                new PayWithOperatorWallet(
                        wallet, payer, settings.server().dataDir().resolve("mcp"), lowBalances));
        steps.add("payWithClientWallet", new PayWithClientWallet(client));
        steps.add("quoteDownload", new QuoteDownload(client, new Networks(), wallet));
        steps.add("walletStatus", new WalletStatus(wallet, lowBalances));
        steps.add("listPurchases", new ListPurchases(wallet));
    }

    private Optional<Address> address() {
        try {
            return wallets.find(settings.wallet().resourceServerUrl()).map(Wallet::address);
        } catch (IOException e) {
            LOG.warn("the wallet's address is not known: {}", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        lowBalances.close();
        chains.close();
        store.close();
        http.shutdownNow();
    }
}
