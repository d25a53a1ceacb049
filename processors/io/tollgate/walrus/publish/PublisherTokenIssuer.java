package io.tollgate.walrus.publish;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Issues tokens for an authenticated publisher. Each token is valid for one upload of one size, number of epochs and
 * receiver. A publisher uses a token up before it reads the body, so every attempt needs a new one.
 */
public final class PublisherTokenIssuer {
    private static final int ID_BYTES = 16;

    private final PublisherTokenSecret secret;
    private final Duration lifetime;
    private final Clock clock;
    private final SecureRandom random;

    public PublisherTokenIssuer(PublisherTokenSecret secret, Duration lifetime, Clock clock, SecureRandom random) {
        this.secret = secret;
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = random;
    }

    /** Returns a new token for one attempt. */
    String issue(Publication blob) {
        long now = clock.instant().getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setJwtId(id());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + lifetime.toSeconds()));
        claims.setClaim("epochs", blob.epochs());
        if (blob.length() >= 0) {
            claims.setClaim("size", blob.length());
        }
        if (blob.sendTo() != null) {
            claims.setStringClaim("send_object_to", blob.sendTo());
        }
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(secret.key());
        token.setDoKeyValidation(false); // the publisher accepts secrets of any length
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("could not sign a publisher token", e);
        }
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
