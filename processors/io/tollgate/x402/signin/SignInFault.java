package io.tollgate.x402.signin;

/** Why a sign-in was refused, in the words of the official x402 packages where they have one. */
public enum SignInFault {
    MALFORMED("invalid_siwx_header", "the header is not base64 of a sign-in"),
    DOMAIN("invalid_siwx_domain_mismatch", "signed for another host"),
    URI("invalid_siwx_uri_mismatch", "signed for another address than this one"),
    STATEMENT("invalid_siwx_statement_mismatch", "signed for another purpose"),
    CHAIN("invalid_siwx_unsupported_chain", "signed for a chain that is not offered"),
    ISSUED_AT("invalid_siwx_issued_at_in_future", "issued in the future"),
    EXPIRED("invalid_siwx_expired", "over"),
    NOT_BEFORE("invalid_siwx_not_yet_valid", "not valid yet"),
    NONCE("invalid_siwx_nonce", "the nonce is not ours or was used before"),
    SIGNATURE("invalid_siwx_signature", "not signed by this wallet");

    private final String code;
    private final String meaning;

    SignInFault(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Goes over the wire. */
    public String code() {
        return code;
    }

    /** Half a sentence for a person, safe to show. */
    public String meaning() {
        return meaning;
    }
}
