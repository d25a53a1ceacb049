package io.tollgate.facilitator.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.dev.facilitator.FacilitatorCallBuilder;
import io.tollgate.facilitator.server.RequestJson;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.protocol.PaymentHeader;
import io.tollgate.x402.protocol.PaymentTerms;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacilitatorRequestTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatWeAskAFacilitatorIsWhatItUnderstands(int version) throws Exception {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        PaymentTerms terms = new PaymentTerms(
                FacilitatorCallBuilder.NETWORK,
                AtomicAmount.parse("10000"),
                FacilitatorCallBuilder.SELLER,
                Duration.ofSeconds(60),
                new PaymentTerms.Resource("https://dl.example.com/a", "", "text/plain"),
                Optional.of("q1"));

        byte[] body = FacilitatorRequest.json(PaymentHeader.read(draft.json().path("paymentPayload")), terms);

        JsonNode call = RequestJson.lenient(body);
        assertThat(call.path("x402Version").intValue()).isEqualTo(version);
        assertThat(draft.facilitator.verify(call).json().path("isValid").booleanValue())
                .isTrue();
        assertThat(draft.facilitator.settle(call).json().path("success").booleanValue())
                .isTrue();
    }
}
