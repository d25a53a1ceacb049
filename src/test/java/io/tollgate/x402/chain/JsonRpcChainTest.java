package io.tollgate.x402.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.interop.Anvil;
import io.tollgate.interop.InteropPackages;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;

/** The same questions as of the embedded chain, asked of a real EVM with a token of its own. */
class JsonRpcChainTest {
    private static final Asset USDC = Anvil.NETWORK.usdc();
    private static final Address SELLER = Address.parse("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
    private static final Address OTHER = Address.parse("0x90F79bf6EB2c4f870365E785982E1f101E93b906");
    private static final Eip3009 EIP3009 = new Eip3009();

    private static Anvil anvil;
    private static Chains chains;

    private final Wallet buyer = Anvil.newWallet();
    private final UnixTime claimed = UnixTime.of(Instant.now());
    private final Chain chain = chains.of(Anvil.NETWORK).orElseThrow();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        anvil = Anvil.start(InteropPackages.install());
        chains = new Chains(Map.of(Anvil.NETWORK, anvil.url()), Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        if (anvil != null) {
            chains.close();
            anvil.close();
        }
    }

    private Authorization to(Address payTo, String value, Bytes32 nonce) {
        return new Authorization(
                buyer.address(),
                payTo,
                AtomicAmount.parse(value),
                UnixTime.parse("0"),
                UnixTime.of(Instant.now().plusSeconds(100_000_000)),
                nonce);
    }

    private static Bytes32 nonce() {
        byte[] nonce = new byte[32];
        new SecureRandom().nextBytes(nonce);
        return Bytes32.of(nonce);
    }

    private String call(Authorization authorization) {
        return TokenAbi.transferWithAuthorization(
                authorization, Signature.parse(buyer.sign(USDC, authorization)).orElseThrow());
    }

    private AuthorizationUse use(Authorization authorization) throws IOException {
        return chain.use(USDC, authorization, claimed);
    }

    @Test
    void aSettledAuthorizationIsPaid() throws IOException {
        anvil.mint(buyer.address(), 10_000);
        Authorization authorization = to(SELLER, "10000", nonce());
        assertThat(use(authorization)).isInstanceOf(AuthorizationUse.Unused.class);

        String transaction = anvil.transact(USDC.address(), call(authorization));

        assertThat(use(authorization)).isInstanceOfSatisfying(AuthorizationUse.Paid.class, paid -> {
            assertThat(paid.transaction()).isEqualTo(new Bytes32(transaction));
            assertThat(paid.at().time().seconds())
                    .isBetween(
                            claimed.seconds().subtract(BigInteger.valueOf(5)),
                            claimed.seconds().add(BigInteger.valueOf(600)));
        });
    }

    @Test
    void r43_whatWentElsewhereIsNotPaid() throws IOException {
        anvil.mint(buyer.address(), 10_000);
        Bytes32 nonce = nonce();
        anvil.transact(USDC.address(), call(to(OTHER, "10000", nonce)));

        assertThat(use(to(SELLER, "10000", nonce))).isInstanceOf(AuthorizationUse.UsedOtherwise.class);
    }

    /** Two authorizations in one transaction, one of them to another payee: the one transfer must not count for both. */
    @Test
    void r43_oneTransferOfABatchPaysForOneAuthorizationOnly() throws IOException {
        Address batch = Anvil.newWallet().address();
        anvil.plant("Batch", batch);
        anvil.mint(buyer.address(), 20_000);
        Authorization honest = to(SELLER, "10000", nonce());
        Bytes32 twice = nonce();

        anvil.transact(batch, all(call(to(OTHER, "10000", twice)), call(honest)));

        assertThat(use(honest)).isInstanceOf(AuthorizationUse.Paid.class);
        assertThat(use(to(SELLER, "10000", twice))).isInstanceOf(AuthorizationUse.UsedOtherwise.class);
    }

    /** Calldata of {@code all(address,bytes[])} for two calls of equal length. */
    private static String all(String first, String second) {
        String selector = Hash.sha3String("all(address,bytes[])").substring(0, 10);
        int bytes = (first.length() - 2) / 2;
        String padding = "0".repeat((64 - (first.length() - 2) % 64) % 64);
        int element = 32 + bytes + padding.length() / 2;
        return selector
                + TokenAbi.topic(USDC.address()).hex().substring(2)
                + "%064x%064x%064x%064x".formatted(64, 2, 64, 64 + element)
                + "%064x".formatted(bytes)
                + first.substring(2)
                + padding
                + "%064x".formatted(bytes)
                + second.substring(2)
                + padding;
    }

    @Test
    void r43_aCanceledAuthorizationIsKnownAsSuch() throws IOException {
        Authorization authorization = to(SELLER, "10000", nonce());
        String transaction = anvil.transact(USDC.address(), cancel(authorization));

        assertThat(use(authorization))
                .isInstanceOfSatisfying(
                        AuthorizationUse.Canceled.class,
                        canceled -> assertThat(canceled.transaction()).isEqualTo(new Bytes32(transaction)));
    }

    private String cancel(Authorization authorization) {
        byte[] type =
                Hash.sha3("CancelAuthorization(address authorizer,bytes32 nonce)".getBytes(StandardCharsets.US_ASCII));
        HexFormat hex = HexFormat.of();
        String fields = TokenAbi.topic(authorization.from()).hex().substring(2)
                + authorization.nonce().hex().substring(2);
        byte[] struct = Hash.sha3(hex.parseHex(hex.formatHex(type) + fields));
        byte[] digest =
                Hash.sha3(hex.parseHex("1901" + hex.formatHex(EIP3009.domainSeparator(USDC)) + hex.formatHex(struct)));
        Sign.SignatureData signed = Sign.signMessage(
                digest, ECKeyPair.create(new BigInteger(buyer.reveal().substring(2), 16)), false);
        return "0x5a049a70" + fields + "%064x".formatted(signed.getV()[0]) + hex.formatHex(signed.getR())
                + hex.formatHex(signed.getS());
    }

    @Test
    void whatWasUsedLongBeforeTheClaimIsNoPaymentOfIt() throws IOException {
        anvil.mint(buyer.address(), 10_000);
        Authorization authorization = to(SELLER, "10000", nonce());
        anvil.transact(USDC.address(), call(authorization));
        anvil.rpc("anvil_mine", "0x7d0", "0x2");
        UnixTime later = chain.latest().time();

        assertThat(chain.use(USDC, authorization, later)).isInstanceOf(AuthorizationUse.UsedOtherwise.class);
        assertThat(chain.use(USDC, authorization, claimed)).isInstanceOf(AuthorizationUse.Paid.class);
    }

    @Test
    void aSmartWalletIsAskedWhetherItSigned() throws IOException {
        Address wallet = anvil.contractWallet(buyer.address());
        Authorization authorization = to(SELLER, "1", nonce());
        byte[] digest = EIP3009.digest(USDC, authorization);
        byte[] signature =
                HexFormat.of().parseHex(buyer.sign(USDC, authorization).substring(2));

        assertThat(chain.hasCode(wallet)).isTrue();
        assertThat(chain.hasCode(buyer.address())).isFalse();
        assertThat(chain.signedByContract(wallet, digest, signature)).isTrue();
        assertThat(chain.signedByContract(wallet, new byte[32], signature)).isFalse();
        assertThat(chain.signedByContract(wallet, digest, new byte[3])).isFalse();
        assertThat(chain.signedByContract(buyer.address(), digest, signature)).isFalse();
        assertThat(chain.signedByContract(USDC.address(), digest, signature)).isFalse();
    }

    @Test
    void aTokenWithAnotherDomainIsNotAsked() throws IOException {
        anvil.plant("OtherName", USDC.address());
        try (Chains misled = new Chains(Map.of(Anvil.NETWORK, anvil.url()), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> misled.verify(Anvil.NETWORK))
                    .isInstanceOf(WrongChain.class)
                    .hasMessageContaining("has the EIP-712 domain 0x")
                    .hasMessageEndingWith("buyers would sign for"
                            + " 0x71f17a3b2ff373b803d70a5a07c046c1a2bc8e89c09ef722fcb047abe94c9818");
        } finally {
            anvil.plant("Token3009", USDC.address());
        }
    }

    @Test
    void anAddressWithoutATokenIsNotAsked() {
        anvil.rpc("anvil_setCode", USDC.address().toString(), "0x");
        try (Chains misled = new Chains(Map.of(Anvil.NETWORK, anvil.url()), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> misled.verify(Anvil.NETWORK))
                    .isInstanceOf(WrongChain.class)
                    .hasMessageContaining("has no EIP-712 domain");
        } finally {
            anvil.plant("Token3009", USDC.address());
        }
    }

    @Test
    void aKeyInTheUrlOfANodeIsNotTold() {
        URI closedPort = URI.create("http://127.0.0.1:9/v2/secret-api-key?token=secret");
        try (Chains unreachable = new Chains(Map.of(Anvil.NETWORK, closedPort), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> unreachable.of(Anvil.NETWORK).orElseThrow().latest())
                    .isInstanceOf(IOException.class)
                    .satisfies(failure -> {
                        for (Throwable one = failure; one != null; one = one.getCause()) {
                            assertThat(one.toString()).doesNotContain("secret");
                        }
                    });
        }
    }
}
