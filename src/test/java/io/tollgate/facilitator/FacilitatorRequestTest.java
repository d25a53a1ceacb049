package io.tollgate.facilitator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.money.AtomicAmount;
import io.tollgate.payment.PaymentHeader;
import io.tollgate.payment.PaymentTerms;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacilitatorRequestTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatWeAskAFacilitatorIsWhatItUnderstands(int version) throws Exception {
        Draft draft = new Draft(version);
        PaymentTerms terms = new PaymentTerms(
                Draft.NETWORK,
                AtomicAmount.parse("10000"),
                Draft.SELLER,
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
