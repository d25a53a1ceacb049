package io.tollgate.facilitator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R17, R18: a no that does not say that the money stayed where it was is no no. */
class AmbiguousRefusalTest {
    private static final Network SEPOLIA = new Networks().find("base-sepolia").orElseThrow();
    private static final Address PAYER = Address.parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");

    private final FacilitatorAnswers answers = new FacilitatorAnswers();

    private Settlement refused(String reason) {
        String body = "{\"success\":false,\"errorReason\":\"" + reason
                + "\",\"transaction\":\"\",\"network\":\"eip155:84532\"}";
        return answers.settlement(200, body.getBytes(StandardCharsets.UTF_8), SEPOLIA, PAYER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settlement_pending",
                "Settlement pending",
                "unexpected_settle_error",
                "internal_error",
                "timeout",
                "request timed out",
                "duplicate_settlement",
                "invalid_transaction_state",
                "invalid_exact_evm_nonce_already_used",
                "invalid_exact_evm_payload_authorization_nonce_used",
                "FiatTokenV2: authorization is used or canceled",
            })
    void theMoneyMayHaveMoved(String reason) {
        assertThat(refused(reason)).isInstanceOf(Settlement.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insufficient_funds",
                "invalid_exact_evm_insufficient_balance",
                "invalid_exact_evm_signature",
                "invalid_exact_evm_payload_signature",
                "invalid_exact_evm_recipient_mismatch",
                "invalid_exact_evm_payload_authorization_value_mismatch",
                "invalid_exact_evm_payload_authorization_valid_before",
                "invalid_exact_evm_payload_authorization_valid_after",
                "invalid_exact_evm_token_name_mismatch",
                "unsupported_scheme",
                "invalid_network",
                "invalid_payload",
                "failed_to_execute_transfer",
            })
    void theMoneyDidNotMove(String reason) {
        assertThat(refused(reason)).isEqualTo(new Settlement.Rejected(reason));
    }
}
