package io.tollgate.x402.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.protocol.Vectors.Payment;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.Sign;

class SignatureTest {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final String OFFICIAL = Payment.A_v2_base_sepolia.text("signature");
    private static final String R = OFFICIAL.substring(2, 66);
    private static final String S = OFFICIAL.substring(66, 130);

    private static String word(BigInteger number) {
        return "%064x".formatted(number);
    }

    static Stream<String> malformed() {
        return Stream.of(
                null,
                "",
                "0x",
                R + S + "1c",
                "0x" + R + S + "1",
                "0x" + R + S + "1cff",
                "0x" + R + S + "02",
                "0x" + R + S + "1a",
                "0x" + R + S + "1d",
                "0x" + R + S + "25",
                "0x" + R + S + "zz",
                "0x" + "00".repeat(32) + S + "1c",
                "0x" + R + "00".repeat(32) + "1c",
                "0x" + word(ORDER) + S + "1c",
                "0x" + "ff".repeat(32) + S + "1c",
                "0x" + R + word(ORDER.shiftRight(1).add(BigInteger.ONE)) + "1c",
                "0x" + R + S + "1c" + "6492".repeat(16),
                "0x" + "a".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoSignatureIsRefusedWithoutAnException(String hex) {
        assertThat(Signature.parse(hex)).isEmpty();
    }

    @Test
    void theMirroredSignatureOfTheSamePaymentIsRefused() {
        String mirrored = "0x" + R + word(ORDER.subtract(new BigInteger(S, 16))) + "1b";

        assertThat(Signature.parse(mirrored)).isEmpty();
    }

    @Test
    void anRThatIsOnNoPointNamesNobody() {
        Signature signature = new Signature(BigInteger.valueOf(5), BigInteger.ONE, 27);

        assertThat(signature.recover(new byte[32])).isEmpty();
    }

    /** From a digest alone, numbers can be built whose public key is the point at infinity. */
    @Test
    void aSignatureThatEverybodyCanMakeNamesNobody() {
        byte[] digest = new Bytes32(Payment.A_v2_base_sepolia.text("digest")).bytes();
        BigInteger secret = BigInteger.valueOf(2);
        Signature forged = null;
        while (forged == null) {
            secret = secret.add(BigInteger.ONE);
            ECPoint point = Sign.CURVE_PARAMS.getG().multiply(secret).normalize();
            BigInteger r = point.getAffineXCoord().toBigInteger().mod(ORDER);
            BigInteger s =
                    new BigInteger(1, digest).multiply(secret.modInverse(ORDER)).mod(ORDER);
            int v = point.getAffineYCoord().toBigInteger().testBit(0) ? 28 : 27;
            forged = Signature.parse("0x%064x%064x%02x".formatted(r, s, v)).orElse(null);
        }

        assertThat(forged.recover(digest)).isEmpty();
    }

    @Test
    void garbageIsReadWithoutAnException() {
        Random random = new Random(402);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[round % 2 == 0 ? 64 : 65];
            random.nextBytes(bytes);
            bytes[32] &= (byte) (round % 4 == 0 ? 0xff : 0x7f);
            if (bytes.length == 65) {
                bytes[64] = (byte) (27 + random.nextInt(2));
            }
            String hex = "0x" + HexFormat.of().formatHex(bytes);

            assertThatCode(() -> Signature.parse(hex).flatMap(one -> one.recover(new byte[32])))
                    .doesNotThrowAnyException();
        }
    }
}
