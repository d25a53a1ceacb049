package io.tollgate.dev.walrus;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies the tokens of an authenticated publisher: one token, one upload. A token's {@code jti} is used up before the
 * body is read, whatever the result of the upload, unless the token does not match the upload.
 */
final class PublisherTokenVerifier {
    private static final int LEEWAY_SECONDS = 60;
    private static final int MAX_KNOWN = 10_000;

    private final PublisherTokenPolicy policy;
    private final EpochClock clock;
    private final Map<String, Long> used = new HashMap<>();

    PublisherTokenVerifier(PublisherTokenPolicy policy, EpochClock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Returns the refusal of an upload; empty when its token is valid.
     *
     * @param authorization the header, or null
     * @param query null when it is malformed, which the caller answers
     * @param declaredLength the Content-Length, or -1 without one or when it is not the size of the blob
     */
    Optional<DevAnswer> refusal(String authorization, StoreQuery query, long declaredLength) {
        if (authorization == null) {
            return Optional.of(DevAnswer.text(400, "Header of type `authorization` was missing"));
        }
        if (!authorization.startsWith("Bearer ")) {
            return Optional.of(DevAnswer.text(400, "invalid HTTP header (authorization)"));
        }
        try {
            JwtClaims claims = claims(authorization.substring("Bearer ".length()));
            return Optional.ofNullable(check(claims, query, declaredLength));
        } catch (InvalidJwtException e) {
            return Optional.of(invalid(e));
        } catch (MalformedClaimException e) {
            return Optional.of(WalrusError.INVALID_TOKEN.answer("the token's claims are malformed"));
        }
    }

    private JwtClaims claims(String token) throws InvalidJwtException {
        JwtConsumerBuilder builder =
                new JwtConsumerBuilder().setRequireExpirationTime().setRequireJwtId();
        if (policy.secret().isPresent()) {
            builder.setVerificationKey(policy.secret().get().key())
                    .setRelaxVerificationKeyValidation()
                    .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                    .setEvaluationTime(NumericDate.fromSeconds(now()));
        } else {
            builder.setSkipSignatureVerification()
                    .setDisableRequireSignature()
                    .setEvaluationTime(NumericDate.fromSeconds(0));
        }
        return builder.build().processToClaims(token);
    }

    private static DevAnswer invalid(InvalidJwtException e) {
        if (e.hasExpired()) {
            return WalrusError.EXPIRED_SIGNATURE.answer("the token has expired");
        }
        return e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
                ? WalrusError.INVALID_SIGNATURE.answer("the token's signature is invalid")
                : WalrusError.INVALID_TOKEN.answer("the token is invalid");
    }

    private DevAnswer check(JwtClaims claims, StoreQuery query, long declaredLength) throws MalformedClaimException {
        String id = claims.getJwtId();
        long expiry = claims.getExpirationTime().getValue();
        synchronized (used) {
            used.values().removeIf(until -> until + LEEWAY_SECONDS < now());
            if (used.size() >= MAX_KNOWN) {
                return WalrusError.INTERNAL_ERROR.answer("too many tokens were used");
            }
            if (used.putIfAbsent(id, expiry) != null) {
                return WalrusError.TOKEN_ALREADY_USED.answer("the token was already used");
            }
        }
        NumericDate issued = claims.getIssuedAt();
        if (policy.lifetimeSeconds() > 0
                && expiry - (issued == null ? 0 : issued.getValue()) != policy.lifetimeSeconds()) {
            return WalrusError.INVALID_EXPIRATION.answer(
                    "the token must last " + policy.lifetimeSeconds() + " seconds");
        }
        if (claims.hasClaim("size") && claims.hasClaim("max_size")) {
            return WalrusError.INCONSISTENT_TOKEN.answer("the token claims both `size` and `max_size`");
        }
        DevAnswer mismatch = policy.verifyUpload() && query != null ? mismatch(claims, query, declaredLength) : null;
        if (mismatch != null) {
            synchronized (used) {
                used.remove(id);
            }
        }
        return mismatch;
    }

    private static DevAnswer mismatch(JwtClaims claims, StoreQuery query, long declaredLength)
            throws MalformedClaimException {
        OptionalLong epochs = number(claims, "epochs");
        OptionalLong maxEpochs = number(claims, "max_epochs");
        if (epochs.isPresent() && maxEpochs.isPresent()) {
            return WalrusError.INCONSISTENT_TOKEN.answer("the token claims both `epochs` and `max_epochs`");
        }
        if (epochs.orElse(query.epochs()) != query.epochs() || maxEpochs.orElse(query.epochs()) < query.epochs()) {
            return WalrusError.INVALID_EPOCHS.answer("the token is for another number of epochs");
        }
        String sendTo = claims.getStringClaimValue("send_object_to");
        if (sendTo != null && !Objects.equals(sendTo, query.sendTo().orElse(null))) {
            return WalrusError.INVALID_SEND_OBJECT_TO.answer("the token is for another receiver of the object");
        }
        boolean tooLong = declaredLength >= 0
                && (number(claims, "size").orElse(declaredLength) != declaredLength
                        || number(claims, "max_size").orElse(declaredLength) < declaredLength);
        return tooLong ? WalrusError.INVALID_SIZE.answer("the token is for a body of another size") : null;
    }

    private static OptionalLong number(JwtClaims claims, String name) throws MalformedClaimException {
        Number value = claims.getClaimValue(name, Number.class);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }

    private long now() {
        return clock.now().getEpochSecond();
    }
}
