package io.tollgate.mcp;

import io.tollgate.x402.money.AtomicAmount;
import java.net.URI;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access tokens of an OAuth issuer: good when it signed them, for this very server, and their time is not over. */
public final class IssuedTokens implements AuthenticateCaller.Callers {
    /** The name in MCP_TOKEN_CAPS that stands for every caller with such a token, each for itself. */
    public static final String CAP = "oauth";

    private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);
    private static final int MAX_LENGTH = 8 * 1024;
    private static final int SKEW_SECONDS = 30;

    private final JwtConsumer consumer;
    private final Optional<AtomicAmount> perDay;

    /** @param audience the address of this server, which the token must be made for (RFC 8707) */
    public IssuedTokens(URI issuer, URI keys, String audience, Optional<AtomicAmount> perDay) {
        this.perDay = perDay;
        consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setExpectedIssuers(true, issuer.toString(), issuer + "/")
                .setExpectedAudience(audience)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(keys.toString())))
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.EDDSA)
                .build();
    }

    @Override
    public Optional<Caller> find(String token) {
        if (token.length() > MAX_LENGTH || token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = consumer.processToClaims(token);
            String name = ToolText.line(claims.getSubject());
            return Optional.of(new Caller(
                    CAP + " " + name.substring(0, Math.min(56, name.length())), true, false, perDay));
        } catch (InvalidJwtException | MalformedClaimException e) {
            LOG.debug("a token of the issuer was refused: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
