package io.tollgate.app;

import io.tollgate.facilitator.client.CdpKey;
import io.tollgate.facilitator.client.CdpTokens;
import io.tollgate.facilitator.client.FacilitatorAnswers;
import io.tollgate.facilitator.client.FacilitatorMeters;
import io.tollgate.facilitator.client.Facilitators;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.ledger.Ledger;
import io.tollgate.log.LogEvent;
import io.tollgate.sale.ChooseFacilitator;
import io.tollgate.sale.MatchRecordedSignature;
import io.tollgate.sale.PrepareVerification;
import io.tollgate.sale.ReadSettlement;
import io.tollgate.sale.ReadVerification;
import io.tollgate.sale.SmartWalletVerifier;
import io.tollgate.sale.VerifySmartWallet;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import io.tollgate.sale.facilitator.ListDueFacilitators;
import io.tollgate.sale.facilitator.PrepareFacilitatorRequest;
import io.tollgate.sale.facilitator.PrepareSupported;
import io.tollgate.sale.facilitator.ReadSupported;
import io.tollgate.sale.facilitator.RecordNoAnswer;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the facilitators of this gateway and the steps that call them. */
final class FacilitatorBeans {
    private static final Logger LOG = LoggerFactory.getLogger(FacilitatorBeans.class);

    private final Settings settings;
    private final Networks networks;
    private final Facilitators facilitators;
    private final FacilitatorCalls calls;
    private final CdpTokens tokens;
    private final FacilitatorMeters meters;

    /** @throws IllegalStateException when the Coinbase API key is invalid */
    FacilitatorBeans(GatewayServices services, UpstreamRegistry upstreams) {
        settings = services.settings();
        networks = services.networks();
        meters = new FacilitatorMeters(services.meters());
        Clock clock = services.clock();
        facilitators =
                new Facilitators(upstreams.add("facilitator", settings.payment().facilitatorUrls()), clock);
        calls = new FacilitatorCalls(facilitators, networks, clock);
        tokens = new CdpTokens(settings.payment().cdpHost(), credentials(settings), clock, services.random());
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

    FacilitatorCalls calls() {
        return calls;
    }

    /**
     * Asks the facilitators what they settle, before the first sale. One that does not answer does not prevent the start.
     *
     * @throws IllegalStateException in production, when all have answered and none settles a configured network
     */
    void loadSupported(CamelContext routes, Mode mode) throws IOException {
        try (ProducerTemplate template = routes.createProducerTemplate()) {
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
        LogEvent.NETWORK_UNSERVED.at(LOG).log("no facilitator settles {}", names);
    }

    /** @param chains empty for a network without a node */
    void bind(Steps steps, Ledger ledger, Function<Network, Optional<Chain>> chains) {
        FacilitatorAnswers answers = new FacilitatorAnswers();
        SmartWalletVerifier wallets = new SmartWalletVerifier(chains);
        steps.add("matchRecordedSignature", new MatchRecordedSignature(ledger, wallets));
        steps.add("verifySmartWallet", new VerifySmartWallet(wallets));
        steps.add("prepareVerification", new PrepareVerification(calls));
        steps.add("chooseFacilitator", new ChooseFacilitator(calls));
        steps.add("prepareFacilitatorRequest", new PrepareFacilitatorRequest(tokens));
        steps.add("recordNoAnswer", new RecordNoAnswer());
        steps.add("readVerification", new ReadVerification(answers, meters));
        steps.add("readSettlement", new ReadSettlement(answers, meters));
        steps.add("listDueFacilitators", new ListDueFacilitators(facilitators));
        steps.add("prepareSupported", new PrepareSupported(calls));
        steps.add("readSupported", new ReadSupported(facilitators, networks, meters));
    }
}
