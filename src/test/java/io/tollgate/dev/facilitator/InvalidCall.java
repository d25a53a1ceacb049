package io.tollgate.dev.facilitator;

import io.tollgate.x402.evm.Wallet;
import java.util.function.Consumer;

/** The defects of a call, in the order of the checks, and their reason in each version. */
enum InvalidCall {
    UNKNOWN_VERSION("invalid_x402_version", "invalid_x402_version", builder -> builder.innerVersion = 3),
    UNKNOWN_SCHEME("unsupported_scheme", "unsupported_scheme", builder -> builder.requiredScheme = "upto"),
    UNKNOWN_NETWORK(
            "invalid_network",
            "invalid_network",
            builder -> builder.requiredNetwork = builder.version == 1 ? "ethereum" : "eip155:1"),
    OTHER_SCHEME("unsupported_scheme", "invalid_exact_evm_scheme", builder -> builder.scheme = "upto"),
    NO_DOMAIN(
            "invalid_payment_requirements", "invalid_exact_evm_missing_eip712_domain", builder -> builder.name = null),
    OTHER_NETWORK(
            "invalid_network",
            "invalid_exact_evm_network_mismatch",
            builder -> builder.network = builder.version == 1 ? "base" : "eip155:8453"),
    FORGED(
            "invalid_exact_evm_payload_signature",
            "invalid_exact_evm_signature",
            builder -> builder.forgeSignature = true),
    OTHER_RECIPIENT(
            "invalid_exact_evm_payload_recipient_mismatch",
            "invalid_exact_evm_recipient_mismatch",
            builder -> builder.to = FacilitatorCallBuilder.RICH.address()),
    TOO_LATE(
            "invalid_exact_evm_payload_authorization_valid_before",
            "invalid_exact_evm_payload_authorization_valid_before",
            builder -> builder.validBefore = builder.clock.instant().getEpochSecond() + 5),
    TOO_EARLY(
            "invalid_exact_evm_payload_authorization_valid_after",
            "invalid_exact_evm_payload_authorization_valid_after",
            builder -> builder.validAfter = builder.clock.instant().getEpochSecond() + 1),
    OTHER_VALUE(
            "invalid_exact_evm_payload_authorization_value",
            "invalid_exact_evm_payload_authorization_value_mismatch",
            builder -> builder.value = "10001"),
    OTHER_ASSET(
            "invalid_payment_requirements",
            "asset_not_deployed_contract",
            builder -> builder.asset = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"),
    USED_NONCE("invalid_transaction_state", "invalid_exact_evm_nonce_already_used", FacilitatorCallBuilder::useNonce),
    OTHER_TOKEN_NAME(
            "invalid_payment_requirements",
            "invalid_exact_evm_token_name_mismatch",
            builder -> builder.name = "USD Coin"),
    OTHER_TOKEN_VERSION(
            "invalid_payment_requirements",
            "invalid_exact_evm_token_version_mismatch",
            builder -> builder.domainVersion = "1"),
    NO_MONEY(
            "insufficient_funds",
            "invalid_exact_evm_insufficient_balance",
            builder -> builder.payer = new Wallet("5".repeat(64))),
    REVERTS(
            "invalid_transaction_state",
            "invalid_exact_evm_transaction_simulation_failed",
            builder -> builder.validAfter = builder.clock.instant().getEpochSecond());

    private final String v1;
    private final String v2;
    private final Consumer<FacilitatorCallBuilder> apply;

    InvalidCall(String v1, String v2, Consumer<FacilitatorCallBuilder> change) {
        this.v1 = v1;
        this.v2 = v2;
        this.apply = change;
    }

    String reason(int version) {
        return version == 1 ? v1 : v2;
    }

    void apply(FacilitatorCallBuilder builder) {
        apply.accept(builder);
    }
}
