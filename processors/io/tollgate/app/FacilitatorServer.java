package io.tollgate.app;

import io.tollgate.admin.api.ReportHealth;
import io.tollgate.facilitator.onchain.OnChain;
import io.tollgate.facilitator.server.SettlePayment;
import io.tollgate.facilitator.server.ShowSupported;
import io.tollgate.facilitator.server.VerifyPayment;
import io.tollgate.http.server.GatewayServer;
import io.tollgate.http.server.RequestHeaderAllowList;
import io.tollgate.sale.AnswerProblem;
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.chain.WrongChain;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running facilitator on a real chain: /verify, /settle, /supported and /health. It does not start with a node of another
 * chain, or when the token has another EIP-712 domain than buyers sign.
 */
public final class FacilitatorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FacilitatorServer.class);
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

    private final GatewayServer server;
    private final Chains chains;
    private final OnChain onChain;
    private final Main camel;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private FacilitatorServer(GatewayServer server, Chains chains, OnChain onChain, Main camel) {
        this.server = server;
        this.chains = chains;
        this.onChain = onChain;
        this.camel = camel;
    }

    /**
     * Starts a facilitator and returns when it serves.
     *
     * @param times how long it waits for blocks; {@link OnChain.Times#USUAL} except in tests
     * @throws StartFailure when it does not; everything that was started is stopped
     */
    public static FacilitatorServer start(Settings settings, OnChain.Times times) throws StartFailure {
        Network network = settings.payment().network();
        Chains chains = new Chains(settings.payment().rpcUrls(), Chains.PATIENCE);
        OnChain onChain = null;
        GatewayServer server = null;
        try {
            onChain = connect(settings, network, chains, times);
            server = GatewayServer.listen(
                    settings.facilitator().host(), settings.server().port());
            FacilitatorServer facilitator = new FacilitatorServer(server, chains, onChain, camel(settings));
            facilitator.serve();
            return facilitator;
        } catch (Exception e) {
            undo(server, onChain, chains);
            throw e instanceof StartFailure known
                    ? known
                    : StartFailure.fault("The facilitator could not start: " + e.getMessage(), e);
        }
    }

    private static OnChain connect(Settings settings, Network network, Chains chains, OnChain.Times times)
            throws StartFailure {
        Wallet key = gasKey(settings);
        BigInteger ceiling =
                GWEI.multiply(BigInteger.valueOf(settings.facilitator().maxFee()));
        try {
            return OnChain.start(network, chains, key, ceiling, times, Clock.systemUTC());
        } catch (WrongChain e) {
            throw StartFailure.setting("Bad RPC_URL (tollgate.rpc-url): " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw StartFailure.fault("The chain of " + network.name() + " does not answer: " + e.getMessage(), e);
        }
    }

    private static Wallet gasKey(Settings settings) throws StartFailure {
        try {
            return settings.facilitator()
                    .gasKey()
                    .map(Secret::reveal)
                    .map(Wallet::new)
                    .orElseThrow(() -> new IllegalArgumentException("is not set"));
        } catch (IllegalArgumentException e) {
            throw StartFailure.setting(
                    "Bad FACILITATOR_GAS_KEY (tollgate.facilitator.gas-key): " + e.getMessage() + ".", e);
        }
    }

    private static Main camel(Settings settings) {
        Properties properties = CamelDefaults.properties(settings);
        properties.put(CamelDefaults.HEADERS, "#" + CamelDefaults.REQUEST_HEADERS);
        Main camel = new Main();
        CamelDefaults.configure(camel, "tollgate-facilitator", settings, properties);
        camel.configure().setRoutesCollectorEnabled(true);
        camel.configure().setRoutesIncludePattern("classpath:routes/facilitator-server.camel.yaml");
        return camel;
    }

    private void serve() throws Exception {
        Steps steps = camel::bind;
        steps.bean(CamelDefaults.REQUEST_HEADERS, new RequestHeaderAllowList());
        steps.add("verifyPayment", new VerifyPayment(onChain.facilitator()));
        steps.add("settlePayment", new SettlePayment(onChain.facilitator()));
        steps.add("showSupported", new ShowSupported(onChain.facilitator()));
        steps.add("reportHealth", new ReportHealth(Clock.systemUTC()));
        steps.add("answerProblem", new AnswerProblem());
        try {
            camel.init();
            server.mount(camel.getCamelContext());
            camel.start();
        } catch (Exception e) {
            camel.stop();
            throw e;
        }
        server.open();
    }

    public int port() {
        return server.port();
    }

    /** The account that pays the gas. */
    public Address account() {
        return onChain.account();
    }

    /** Its balance, in wei. */
    public BigInteger gasBalance() throws IOException {
        return onChain.gasMoney();
    }

    /** Returns when the facilitator has been closed. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Refuses new calls, finishes calls in flight within the drain time, and stops. */
    @Override
    public void close() {
        server.drain();
        camel.stop();
        undo(server, onChain, chains);
        stopped.countDown();
    }

    private static void undo(GatewayServer server, OnChain onChain, Chains chains) {
        if (server != null) {
            try {
                server.close();
            } catch (IllegalStateException e) {
                LOG.warn("the HTTP server did not stop cleanly", e);
            }
        }
        if (onChain != null) {
            onChain.close();
        }
        chains.close();
    }
}
