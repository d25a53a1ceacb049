package io.tollgate.facilitator.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Signs calls to Coinbase's facilitator: one JSON Web Token for each, good for that method and address and for two
 * minutes (x402.md section 4). Other hosts get none, so that no token can be used against us elsewhere.
 */
public final class CdpTokens {
    private static final Duration LIFE = Duration.ofSeconds(120);

    private final String host;
    private final Optional<Credentials> credentials;
    private final Clock clock;
    private final SecureRandom random;

    /** @param keyId the id of the API key; not that of a client key, which the service refuses */
    public record Credentials(String keyId, CdpKey key) {}

    /**
     * @param host        whose calls are signed: {@code api.cdp.coinbase.com}
     * @param credentials empty: none are used
     */
    public CdpTokens(String host, Optional<Credentials> credentials, Clock clock, SecureRandom random) {
        this.host = requireNonNull(host, "host must not be null");
        this.credentials = requireNonNull(credentials, "credentials must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.random = requireNonNull(random, "random must not be null");
    }

    /** What goes into the header {@code Authorization} of this one call, if anything does. */
    public Optional<String> authorization(String method, URI address) {
        return credentials
                .filter(known -> host.equalsIgnoreCase(address.getHost()))
                .map(known -> "Bearer " + token(known, method, address));
    }

    private String token(Credentials known, String method, URI address) {
        NumericDate now = NumericDate.fromSeconds(clock.instant().getEpochSecond());
        JwtClaims claims = new JwtClaims();
        claims.setSubject(known.keyId());
        claims.setIssuer("cdp");
        claims.setStringListClaim("uris", List.of(method + " " + address.getRawAuthority() + address.getRawPath()));
        claims.setIssuedAt(now);
        claims.setNotBefore(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + LIFE.toSeconds()));
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(known.key().algorithm());
        token.setKeyIdHeaderValue(known.keyId());
        token.setHeader("typ", "JWT");
        token.setHeader("nonce", nonce());
        token.setKey(known.key().key());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the CDP API key does not sign", e);
        }
    }

    private String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
