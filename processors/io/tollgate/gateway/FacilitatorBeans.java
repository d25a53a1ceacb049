package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.chain.Chain;
import io.tollgate.facilitator.CdpKey;
import io.tollgate.facilitator.CdpTokens;
import io.tollgate.facilitator.FacilitatorAnswers;
import io.tollgate.facilitator.FacilitatorMeters;
import io.tollgate.facilitator.Facilitators;
import io.tollgate.gate.AddressFacilitator;
import io.tollgate.gate.AskWallet;
import io.tollgate.gate.ChooseFacilitator;
import io.tollgate.gate.FacilitatorCalls;
import io.tollgate.gate.ListDueFacilitators;
import io.tollgate.gate.NoteSilence;
import io.tollgate.gate.PrepareSupported;
import io.tollgate.gate.PrepareVerification;
import io.tollgate.gate.ReadSettlement;
import io.tollgate.gate.ReadSupported;
import io.tollgate.gate.ReadVerification;
import io.tollgate.gate.RecallSignature;
import io.tollgate.gate.WalletOpinions;
import io.tollgate.ledger.Ledger;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.upstream.UpstreamRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the facilitators of this gateway and the steps that ask them. */
final class FacilitatorBeans {
    private static final Logger LOG = LoggerFactory.getLogger(FacilitatorBeans.class);

    private final Settings settings;
    private final Networks networks;
    private final Facilitators facilitators;
    private final FacilitatorCalls calls;
    private final CdpTokens tokens;
    private final FacilitatorMeters meters;

    /** @throws IllegalStateException when the Coinbase API key is none */
    FacilitatorBeans(
            Settings settings,
            Networks networks,
            UpstreamRegistry upstreams,
            MeterRegistry meters,
            Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.networks = networks;
        this.meters = new FacilitatorMeters(meters);
        facilitators =
                new Facilitators(upstreams.add("facilitator", settings.payment().facilitatorUrls()), clock);
        calls = new FacilitatorCalls(facilitators, networks, clock);
        tokens = new CdpTokens(settings.payment().cdpHost(), credentials(settings), clock, random);
    }

    private static Optional<CdpTokens.Credentials> credentials(Settings settings) {
        return settings.payment()
                .cdpApiKeyId()
                .flatMap(
                        id -> settings.payment()
                                .cdpApiKeySecret()
                                .map(
                                        secret -> new CdpTokens.Credentials(
                                                id,
                                                CdpKey.parse(secret.reveal())
                                                        .orElseThrow(
                                                                () -> new IllegalStateException(
                                                                        "Bad CDP_API_KEY_SECRET (tollgate.cdp.api-key-secret): its value is"
                                                                                + " neither base64 of 64 bytes nor the PEM of a P-256 key.")))));
    }

    Facilitators facilitators() {
        return facilitators;
    }

    /** Whom the reconciler asks, too. */
    FacilitatorCalls calls() {
        return calls;
    }

    /**
     * Learns what the facilitators settle before the first buyer comes. One that does not answer stops nothing.
     *
     * @throws IllegalStateException in production, when all have answered and none settles a network that is sold on
     */
    void callRoll(Main camel, Mode mode) throws IOException {
        try (ProducerTemplate template = camel.getCamelContext().createProducerTemplate()) {
            template.sendBody("direct:facilitator-supported", null);
        }
        List<Network> unserved = facilitators.unserved(settings.payment().networks());
        if (unserved.isEmpty()) {
            return;
        }
        String names = String.join(", ", unserved.stream().map(Network::name).toList());
        if (mode == Mode.SERVE) {
            throw new IllegalStateException("Bad NETWORK or FACILITATOR_URL: no facilitator settles " + names + ".");
        }
        LOG.warn("no facilitator settles {}", names);
    }

    /** @param chains empty for a network whose chain is not asked */
    void bind(Main camel, Ledger ledger, Function<Network, Optional<Chain>> chains) {
        FacilitatorAnswers answers = new FacilitatorAnswers();
        WalletOpinions wallets = new WalletOpinions(chains);
        step(camel, "recallSignature", new RecallSignature(ledger, wallets));
        step(camel, "askWallet", new AskWallet(wallets));
        step(camel, "prepareVerification", new PrepareVerification(calls));
        step(camel, "chooseFacilitator", new ChooseFacilitator(calls));
        step(camel, "addressFacilitator", new AddressFacilitator(tokens));
        step(camel, "noteSilence", new NoteSilence());
        step(camel, "readVerification", new ReadVerification(answers, meters));
        step(camel, "readSettlement", new ReadSettlement(answers, meters));
        step(camel, "listDueFacilitators", new ListDueFacilitators(facilitators));
        step(camel, "prepareSupported", new PrepareSupported(calls));
        step(camel, "readSupported", new ReadSupported(facilitators, networks, meters));
    }
}
