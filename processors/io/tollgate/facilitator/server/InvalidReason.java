package io.tollgate.facilitator.server;

/**
 * What can be wrong with a payment, and what it is called. The specification and the official packages disagree about
 * the names: v1 answers carry the specification's, v2 answers those that the TypeScript package sends.
 */
public enum InvalidReason {
    VERSION("invalid_x402_version", "invalid_x402_version"),
    PAYLOAD("invalid_payload", "invalid_payload"),
    REQUIREMENTS("invalid_payment_requirements", "invalid_payment_requirements"),
    UNKNOWN_SCHEME("unsupported_scheme", "unsupported_scheme"),
    UNKNOWN_NETWORK("invalid_network", "invalid_network"),
    SCHEME("unsupported_scheme", "invalid_exact_evm_scheme"),
    DOMAIN("invalid_payment_requirements", "invalid_exact_evm_missing_eip712_domain"),
    NETWORK("invalid_network", "invalid_exact_evm_network_mismatch"),
    SIGNATURE("invalid_exact_evm_payload_signature", "invalid_exact_evm_signature"),
    RECIPIENT("invalid_exact_evm_payload_recipient_mismatch", "invalid_exact_evm_recipient_mismatch"),
    VALID_BEFORE(
            "invalid_exact_evm_payload_authorization_valid_before",
            "invalid_exact_evm_payload_authorization_valid_before"),
    VALID_AFTER(
            "invalid_exact_evm_payload_authorization_valid_after",
            "invalid_exact_evm_payload_authorization_valid_after"),
    VALUE("invalid_exact_evm_payload_authorization_value", "invalid_exact_evm_payload_authorization_value_mismatch"),
    ASSET("invalid_payment_requirements", "asset_not_deployed_contract"),
    NONCE_USED("invalid_transaction_state", "invalid_exact_evm_nonce_already_used"),
    TOKEN_NAME("invalid_payment_requirements", "invalid_exact_evm_token_name_mismatch"),
    TOKEN_VERSION("invalid_payment_requirements", "invalid_exact_evm_token_version_mismatch"),
    BALANCE("insufficient_funds", "invalid_exact_evm_insufficient_balance"),
    REVERT("invalid_transaction_state", "invalid_exact_evm_transaction_simulation_failed"),
    UNDEPLOYED_WALLET("invalid_exact_evm_payload_undeployed_smart_wallet", "eip6492_factory_not_allowed"),
    REVERTED_ON_CHAIN("invalid_transaction_state", "invalid_exact_evm_transaction_failed"),
    NO_TRANSFER("unexpected_settle_error", "invalid_exact_evm_transfer_event_mismatch"),
    /** Sent, and neither mined nor refused yet. */
    PENDING("settlement_pending", "settlement_pending"),
    /** The facilitator could not work: nothing is said about the payment. */
    CANNOT_VERIFY("unexpected_verify_error", "unexpected_verify_error"),
    CANNOT_SETTLE("unexpected_settle_error", "unexpected_settle_error");

    private final String v1;
    private final String v2;

    InvalidReason(String v1, String v2) {
        this.v1 = v1;
        this.v2 = v2;
    }

    /** The name in an answer of the given protocol version. */
    public String in(int version) {
        return version == 1 ? v1 : v2;
    }

    /**
     * The HTTP status: 400 for a request that no facilitator could work on, 503 when this one could not, 200 for a
     * payment that is not good.
     */
    public int status() {
        if (this == CANNOT_VERIFY || this == CANNOT_SETTLE) {
            return 503;
        }
        return compareTo(UNKNOWN_NETWORK) <= 0 ? 400 : 200;
    }
}
