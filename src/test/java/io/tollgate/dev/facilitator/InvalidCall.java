package io.tollgate.dev.facilitator;

import io.tollgate.x402.evm.Wallet;
import java.util.function.Consumer;

/** What can be wrong with a call, in the order in which it is looked for, and what each version calls it. */
enum InvalidCall {
    UNKNOWN_VERSION("invalid_x402_version", "invalid_x402_version", draft -> draft.innerVersion = 3),
    UNKNOWN_SCHEME("unsupported_scheme", "unsupported_scheme", draft -> draft.requiredScheme = "upto"),
    UNKNOWN_NETWORK(
            "invalid_network",
            "invalid_network",
            draft -> draft.requiredNetwork = draft.version == 1 ? "ethereum" : "eip155:1"),
    OTHER_SCHEME("unsupported_scheme", "invalid_exact_evm_scheme", draft -> draft.scheme = "upto"),
    NO_DOMAIN("invalid_payment_requirements", "invalid_exact_evm_missing_eip712_domain", draft -> draft.name = null),
    OTHER_NETWORK(
            "invalid_network",
            "invalid_exact_evm_network_mismatch",
            draft -> draft.network = draft.version == 1 ? "base" : "eip155:8453"),
    FORGED("invalid_exact_evm_payload_signature", "invalid_exact_evm_signature", draft -> draft.forgeSignature = true),
    OTHER_RECIPIENT(
            "invalid_exact_evm_payload_recipient_mismatch",
            "invalid_exact_evm_recipient_mismatch",
            draft -> draft.to = FacilitatorCallBuilder.RICH.address()),
    TOO_LATE(
            "invalid_exact_evm_payload_authorization_valid_before",
            "invalid_exact_evm_payload_authorization_valid_before",
            draft -> draft.validBefore = draft.clock.instant().getEpochSecond() + 5),
    TOO_EARLY(
            "invalid_exact_evm_payload_authorization_valid_after",
            "invalid_exact_evm_payload_authorization_valid_after",
            draft -> draft.validAfter = draft.clock.instant().getEpochSecond() + 1),
    OTHER_VALUE(
            "invalid_exact_evm_payload_authorization_value",
            "invalid_exact_evm_payload_authorization_value_mismatch",
            draft -> draft.value = "10001"),
    OTHER_ASSET(
            "invalid_payment_requirements",
            "asset_not_deployed_contract",
            draft -> draft.asset = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"),
    USED_NONCE("invalid_transaction_state", "invalid_exact_evm_nonce_already_used", FacilitatorCallBuilder::useNonce),
    OTHER_TOKEN_NAME(
            "invalid_payment_requirements", "invalid_exact_evm_token_name_mismatch", draft -> draft.name = "USD Coin"),
    OTHER_TOKEN_VERSION(
            "invalid_payment_requirements",
            "invalid_exact_evm_token_version_mismatch",
            draft -> draft.domainVersion = "1"),
    NO_MONEY(
            "insufficient_funds",
            "invalid_exact_evm_insufficient_balance",
            draft -> draft.payer = new Wallet("5".repeat(64))),
    REVERTS(
            "invalid_transaction_state",
            "invalid_exact_evm_transaction_simulation_failed",
            draft -> draft.validAfter = draft.clock.instant().getEpochSecond());

    private final String v1;
    private final String v2;
    private final Consumer<FacilitatorCallBuilder> apply;

    InvalidCall(String v1, String v2, Consumer<FacilitatorCallBuilder> make) {
        this.v1 = v1;
        this.v2 = v2;
        this.apply = make;
    }

    String reason(int version) {
        return version == 1 ? v1 : v2;
    }

    void apply(FacilitatorCallBuilder draft) {
        apply.accept(draft);
    }
}
