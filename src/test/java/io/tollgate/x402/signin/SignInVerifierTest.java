package io.tollgate.x402.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.MovableClock;
import io.tollgate.database.Database;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.chain.Head;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.UnixTime;
import io.tollgate.x402.signin.SignInResult.Proven;
import io.tollgate.x402.signin.SignInResult.Refused;
import io.tollgate.x402.signin.SignInResult.Undecided;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a signed sign-in proves, and everything that it does not. */
class SignInVerifierTest {
    private static final ChainId BASE_SEPOLIA = new ChainId(84532);
    private static final ChainId BASE = new ChainId(8453);
    private static final SignInRequest DOWNLOAD =
            new SignInRequest(URI.create("https://shop.example.com/download/abc"), "Sign in to download again");
    private static final SignInRequest REPRICE =
            new SignInRequest(URI.create("https://shop.example.com/download/abc"), "Sign in to change the price");

    private final MovableClock clock = new MovableClock();
    private final Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID());
    private final UsedNonces spent = new UsedNonces(database);
    private final Wallet wallet = Wallet.development(1);
    private final SignInVerifier proofs = gateway(Optional.empty());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWalletThatSignsWhatItWasAskedIsProven() {
        assertThat(proofs.check(signed(DOWNLOAD), DOWNLOAD, List.of(BASE_SEPOLIA)))
                .isEqualTo(new Proven(wallet.address(), Optional.empty()));
    }

    @Test
    void theSameSignInIsRefusedTheSecondTimeAtEveryInstance() {
        String header = signed(DOWNLOAD);
        proofs.check(header, DOWNLOAD, List.of(BASE_SEPOLIA));

        assertThat(gateway(Optional.empty()).check(header, DOWNLOAD, List.of(BASE_SEPOLIA)))
                .isEqualTo(new Refused(SignInFault.NONCE));
    }

    @Test
    void aSignInForOnePurposeIsNoneForAnother() {
        ObjectNode posing = fields(DOWNLOAD);
        posing.put("statement", REPRICE.statement());

        assertThat(proofs.check(signed(DOWNLOAD), REPRICE, List.of(BASE_SEPOLIA)))
                .isEqualTo(new Refused(SignInFault.STATEMENT));
        assertThat(proofs.check(signed(posing), REPRICE, List.of(BASE_SEPOLIA)))
                .isEqualTo(new Refused(SignInFault.NONCE));
    }

    @ParameterizedTest
    @CsvSource({
        "domain, evil.example.com, DOMAIN",
        "uri, https://shop.example.com/download/other, URI",
        "uri, http://shop.example.com/download/abc, URI",
        "chainId, eip155:8453, CHAIN",
        "chainId, solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp, MALFORMED",
        "version, 2, MALFORMED",
        "type, ed25519, MALFORMED",
        "nonce, 00112233445566778899aabbccddeeff, NONCE",
        "nonce, 00112233445566778899aabbccddeeff0011223344556677, NONCE",
        "issuedAt, 2026-03-01T12:00:00.001Z, NONCE",
        "issuedAt, 2026-03-01T12:10:00.000Z, ISSUED_AT",
        "issuedAt, yesterday, MALFORMED",
        "expirationTime, 2026-03-01T13:00:00.000Z, NONCE",
        "expirationTime, 2026-03-01T11:59:00.000Z, EXPIRED",
        "notBefore, 2026-03-01T12:01:00.000Z, NOT_BEFORE",
        "address, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC, SIGNATURE"
    })
    void whatWasSignedMustBeWhatWasAsked(String field, String value, SignInFault fault) {
        ObjectNode fields = fields(DOWNLOAD);
        fields.put(field, value);

        assertThat(proofs.check(signed(fields), DOWNLOAD, List.of(BASE_SEPOLIA)))
                .isEqualTo(new Refused(fault));
    }

    @ParameterizedTest
    @CsvSource({"''", "!!!", "e30=", "bnVsbA==", "W10="})
    void whatIsNoSignInIsRefused(String header) {
        assertThat(proofs.check(header, DOWNLOAD, List.of(BASE_SEPOLIA))).isEqualTo(new Refused(SignInFault.MALFORMED));
    }

    @Test
    void aSignInIsOverAfterFiveMinutesAndItsNonceIsForgottenAfterThat() {
        String late = signed(DOWNLOAD);
        proofs.check(signed(DOWNLOAD), DOWNLOAD, List.of(BASE_SEPOLIA));

        clock.advance(Duration.ofMinutes(5));
        int tooEarly = spent.sweep(clock.instant());
        SignInResult proof = proofs.check(late, DOWNLOAD, List.of(BASE_SEPOLIA));
        clock.advance(Duration.ofMinutes(1));

        assertThat(proof).isEqualTo(new Refused(SignInFault.EXPIRED));
        assertThat(tooEarly).isZero();
        assertThat(spent.sweep(clock.instant())).isEqualTo(1);
    }

    @Test
    void aSmartWalletIsProvenOnItsOwnChainOnly() {
        Address contract = new Address("0x1111111111111111111111111111111111111111");
        Consumer<ObjectNode> byContract = fields -> fields.put("address", contract.toString());

        SignInResult proof = gateway(Optional.of(new OneContract(contract)))
                .check(signed(DOWNLOAD, byContract), DOWNLOAD, List.of(BASE_SEPOLIA));

        assertThat(proof).isEqualTo(new Proven(contract, Optional.of(BASE_SEPOLIA)));
        assertThat(((Proven) proof).is(contract, BASE_SEPOLIA)).isTrue();
        assertThat(((Proven) proof).is(contract, BASE)).isFalse();
        assertThat(proofs.check(signed(DOWNLOAD, byContract), DOWNLOAD, List.of(BASE_SEPOLIA)))
                .isEqualTo(new Refused(SignInFault.SIGNATURE));
    }

    @Test
    void aChainThatDoesNotAnswerDecidesNothingAndSpendsNothing() {
        Address contract = new Address("0x1111111111111111111111111111111111111111");
        String header = signed(DOWNLOAD, fields -> fields.put("address", contract.toString()));

        SignInResult silent =
                gateway(Optional.of(new OneContract(null))).check(header, DOWNLOAD, List.of(BASE_SEPOLIA));
        SignInResult later =
                gateway(Optional.of(new OneContract(contract))).check(header, DOWNLOAD, List.of(BASE_SEPOLIA));

        assertThat(silent).isInstanceOf(Undecided.class);
        assertThat(later).isInstanceOf(Proven.class);
    }

    private SignInVerifier gateway(Optional<Chain> chain) {
        return new SignInVerifier(
                URI.create("https://shop.example.com:443/"),
                new SecretKeySpec(new byte[32], "HmacSHA256"),
                new SecureRandom(),
                spent,
                any -> chain,
                clock);
    }

    private ObjectNode fields(SignInRequest asked) {
        ObjectNode fields =
                (ObjectNode) proofs.challenge(asked, List.of(BASE_SEPOLIA)).get("info");
        return fields.put("address", wallet.address().toString())
                .put("chainId", BASE_SEPOLIA.caip2())
                .put("type", "eip191");
    }

    private String signed(SignInRequest asked) {
        return signed(fields(asked));
    }

    private String signed(SignInRequest asked, Consumer<ObjectNode> bent) {
        ObjectNode fields = fields(asked);
        bent.accept(fields);
        return signed(fields);
    }

    private String signed(ObjectNode fields) {
        String text = SignInMessage.parse(encoded(fields.put("signature", "0x")))
                .map(SignInMessage::text)
                .orElse("");
        return encoded(fields.put("signature", wallet.sign(text)));
    }

    private static String encoded(ObjectNode fields) {
        return Base64.getEncoder().encodeToString(fields.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A chain with one smart wallet that takes every signature, or one that does not answer. */
    private record OneContract(Address contract) implements Chain {
        @Override
        public AtomicAmount balance(Asset asset, Address account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Head latest() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AuthorizationUse use(Asset asset, Authorization authorization, UnixTime since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasCode(Address account) throws IOException {
            if (contract == null) {
                throw new IOException("no answer");
            }
            return account.equals(contract);
        }

        @Override
        public boolean signedByContract(Address wallet, byte[] digest, byte[] signature) {
            return wallet.equals(contract);
        }
    }
}
