package io.tollgate.x402.signin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.evm.Eip191;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.signin.SignInResult.Proven;
import io.tollgate.x402.signin.SignInResult.Refused;
import io.tollgate.x402.signin.SignInResult.Undecided;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;

/**
 * Lets a wallet show that it is there, without a payment: it signs a text that names our host, an address, a purpose and
 * a nonce (extension {@code sign-in-with-x} of x402, EIP-4361 under EIP-191). A proof is good for five minutes, for what
 * it was asked for, and once.
 */
public final class SignInVerifier {
    /** The extension's name in the terms. */
    public static final String EXTENSION = "sign-in-with-x";

    /** The header that carries the proof. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    /** As JavaScript writes it: milliseconds even when they are zero. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String domain;
    private final SignInNonces nonces;
    private final UsedNonces spent;
    private final Function<ChainId, Optional<Chain>> chains;
    private final Clock clock;

    /**
     * @param publicUrl where clients reach this gateway; its host is what wallets sign for
     * @param key       of HMAC-SHA256, the same at every instance
     * @param chains    whom to ask about smart wallets; empty where no chain can be asked, then they are refused
     */
    public SignInVerifier(
            URI publicUrl,
            SecretKey key,
            SecureRandom random,
            UsedNonces spent,
            Function<ChainId, Optional<Chain>> chains,
            Clock clock) {
        this.domain = domain(publicUrl);
        this.nonces = new SignInNonces(key, random);
        this.spent = requireNonNull(spent, "spent must not be null");
        this.chains = requireNonNull(chains, "chains must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /** The host as browsers write it: with a port unless it is the scheme's own. */
    private static String domain(URI url) {
        int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        return url.getPort() < 0 || url.getPort() == standard ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /**
     * What a client needs to sign in: the extension's {@code {info, supportedChains, schema}}, with a fresh nonce. Goes
     * into the {@code extensions} of v2 terms, or into a 401.
     *
     * @param on at least one chain whose wallets may sign
     */
    public ObjectNode challenge(SignInRequest asked, Collection<ChainId> on) {
        Instant now = clock.instant();
        String issuedAt = TIME.format(now);
        String expirationTime = TIME.format(now.plus(LIFE));
        ObjectNode challenge = JsonNodeFactory.instance.objectNode();
        ObjectNode info = challenge.putObject("info");
        info.put("domain", domain);
        info.put("uri", asked.uri().toString());
        info.put("version", "1");
        info.put("nonce", nonces.issue(asked, issuedAt, expirationTime));
        info.put("issuedAt", issuedAt);
        info.put("expirationTime", expirationTime);
        info.put("statement", asked.statement());
        info.putArray("resources").add(asked.uri().toString());
        var supported = challenge.putArray("supportedChains");
        on.forEach(chain -> supported.addObject().put("chainId", chain.caip2()).put("type", "eip191"));
        challenge.putObject("schema").put("type", "object");
        return challenge;
    }

    /**
     * Checks a proof and uses it up.
     *
     * @param header the value of the header {@code SIGN-IN-WITH-X}
     * @param asked  what the wallet must have signed in for
     * @param on     the chains that were offered
     */
    public SignInResult check(String header, SignInRequest asked, Collection<ChainId> on) {
        Optional<SignInMessage> read = SignInMessage.parse(header);
        if (read.isEmpty()) {
            return new Refused(SignInFault.MALFORMED);
        }
        SignInMessage message = read.get();
        Optional<SignInFault> fault = fault(message, asked, on).or(() -> fault(message, asked));
        return fault.<SignInResult>map(Refused::new).orElseGet(() -> spent(message, signer(message)));
    }

    /** What the message says it is for. */
    private Optional<SignInFault> fault(SignInMessage message, SignInRequest asked, Collection<ChainId> on) {
        String uri = asked.uri().toString();
        if (!message.domain().equals(domain)) {
            return Optional.of(SignInFault.DOMAIN);
        }
        if (!message.uri().equals(uri) || !message.resources().equals(List.of(uri))) {
            return Optional.of(SignInFault.URI);
        }
        if (!message.statement().equals(Optional.of(asked.statement()))) {
            return Optional.of(SignInFault.STATEMENT);
        }
        if (!on.contains(message.chain())) {
            return Optional.of(SignInFault.CHAIN);
        }
        return message.version().equals("1") && message.type().equals("eip191")
                ? Optional.empty()
                : Optional.of(SignInFault.MALFORMED);
    }

    /** When it was asked for, and whether by us. */
    private Optional<SignInFault> fault(SignInMessage message, SignInRequest asked) {
        Instant now = clock.instant();
        String expirationTime = message.expirationTime().orElse("");
        try {
            if (moment(message.issuedAt()).isAfter(now.plus(CLOCKS_DIFFER))) {
                return Optional.of(SignInFault.ISSUED_AT);
            }
            if (!now.isBefore(moment(expirationTime))
                    || now.isAfter(moment(message.issuedAt()).plus(LIFE))) {
                return Optional.of(SignInFault.EXPIRED);
            }
            if (message.notBefore()
                    .map(SignInVerifier::moment)
                    .filter(now::isBefore)
                    .isPresent()) {
                return Optional.of(SignInFault.NOT_BEFORE);
            }
        } catch (DateTimeException e) {
            return Optional.of(SignInFault.MALFORMED);
        }
        return nonces.isOurs(message.nonce(), asked, message.issuedAt(), expirationTime)
                ? Optional.empty()
                : Optional.of(SignInFault.NONCE);
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private SignInResult signer(SignInMessage message) {
        byte[] digest = Eip191.digest(message.text());
        boolean byKey = Signature.parse(message.signature())
                .flatMap(signature -> signature.recover(digest))
                .filter(message.wallet()::equals)
                .isPresent();
        if (byKey) {
            return new Proven(message.wallet(), Optional.empty());
        }
        Optional<Chain> chain = chains.apply(message.chain());
        return chain.isPresent() ? byContract(chain.get(), message, digest) : new Refused(SignInFault.SIGNATURE);
    }

    private static SignInResult byContract(Chain chain, SignInMessage message, byte[] digest) {
        String hex = message.signature();
        if (!hex.matches("0[xX]([0-9a-fA-F]{2})+")) {
            return new Refused(SignInFault.SIGNATURE);
        }
        byte[] signature = HexFormat.of().parseHex(hex.substring(2));
        try {
            return chain.hasCode(message.wallet()) && chain.signedByContract(message.wallet(), digest, signature)
                    ? new Proven(message.wallet(), Optional.of(message.chain()))
                    : new Refused(SignInFault.SIGNATURE);
        } catch (IOException e) {
            return new Undecided(e.toString());
        }
    }

    private SignInResult spent(SignInMessage message, SignInResult proof) {
        if (!(proof instanceof Proven proven)) {
            return proof;
        }
        Instant until = moment(message.issuedAt()).plus(LIFE).plus(CLOCKS_DIFFER);
        return spent.spend(message.nonce(), proven.wallet(), until) ? proof : new Refused(SignInFault.NONCE);
    }
}
