package io.tollgate.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tollgate.money.Address;
import io.tollgate.money.Bytes32;
import io.tollgate.payment.Vectors;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Sign;

class SignatureTest {
    private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();
    private static final String R = "6ca3135273598c207215d16d65ccbd19344a05143042eaff25c817bcbfff331c";
    private static final String S = "0f0fcbe96b78f91e7fb41db88816eb1a9a6c5f6dd8c6c51f5ecb044ec0e5febd";
    private static final byte[] DIGEST = new Bytes32(Vectors.Payment.A.text("digest")).bytes();

    @ParameterizedTest
    @EnumSource
    void everyFormRecoversToThePayer(Vectors.Payment vector) {
        byte[] digest = new Bytes32(vector.text("digest")).bytes();
        String normal = vector.text("signature");
        String zeroBased = normal.substring(0, 130) + (normal.endsWith("1b") ? "00" : "01");

        for (String form : new String[] {normal, zeroBased, vector.text("eip2098"), upperCase(normal)}) {
            Signature signature = Signature.parse(form).orElseThrow();
            assertThat(signature.recover(digest)).contains(Address.parse(Vectors.address()));
            assertThat(signature.hex()).isEqualTo(normal);
        }
    }

    @Test
    void theOtherParityOrAnotherDigestRecoversToSomebodyElse() {
        Signature other = Signature.parse("0x" + R + S + "1b").orElseThrow();
        Signature right = Signature.parse("0x" + R + S + "1c").orElseThrow();
        byte[] otherDigest = new Bytes32(Vectors.Payment.B.text("digest")).bytes();

        assertThat(other.recover(DIGEST)).isPresent().get().isNotEqualTo(Address.parse(Vectors.address()));
        assertThat(right.recover(otherDigest)).isPresent().get().isNotEqualTo(Address.parse(Vectors.address()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0x",
                "0x00",
                "6ca3135273598c207215d16d65ccbd19344a05143042eaff25c817bcbfff331c",
                "0x" + R + S + "1",
                "0x" + R + S + "1c00",
                R + S + "1c",
                "0x" + R + S + "1g",
                " 0x" + R + S + "1c",
                "0x" + R + S + "1c\n",
                "0x" + R + S + "02",
                "0x" + R + S + "1a",
                "0x" + R + S + "1d",
                "0x" + R + S + "25",
                "0x" + R + S + "ff",
            })
    void whatIsNotOneOfTheThreeFormsIsRefused(String hex) {
        assertThat(Signature.parse(hex)).isEmpty();
    }

    @Test
    void theMirroredSignatureIsRefusedBecauseItWouldBeASecondOneOfTheSamePayment() {
        BigInteger high = ORDER.subtract(new BigInteger(S, 16));

        assertThat(Signature.parse("0x%s%064x1b".formatted(R, high))).isEmpty();
        assertThat(Signature.parse(
                        "0x%s%064x1b".formatted(R, ORDER.shiftRight(1).add(BigInteger.ONE))))
                .isEmpty();
        assertThat(Signature.parse("0x%s%064x1b".formatted(R, ORDER.shiftRight(1))))
                .isPresent();
    }

    @Test
    void numbersOutsideTheCurvesOrderAreRefused() {
        String zero = "0".repeat(64);
        String order = "%064x".formatted(ORDER);

        assertThat(Signature.parse("0x" + zero + S + "1b")).isEmpty();
        assertThat(Signature.parse("0x" + R + zero + "1b")).isEmpty();
        assertThat(Signature.parse("0x" + zero + zero + "1b")).isEmpty();
        assertThat(Signature.parse("0x" + order + S + "1b")).isEmpty();
        assertThat(Signature.parse("0x" + "f".repeat(128) + "1b")).isEmpty();
        assertThat(Signature.parse("0x" + "f".repeat(128))).isEmpty();
        assertThat(Signature.parse("0x" + zero + zero)).isEmpty();
    }

    @Test
    void aSignatureOfNobodyRecoversToNobody() {
        BigInteger k = BigInteger.valueOf(3);
        BigInteger e = new BigInteger(1, DIGEST);
        Signature forged = null;
        while (forged == null) {
            k = k.add(BigInteger.ONE);
            ECPoint point = Sign.CURVE_PARAMS.getG().multiply(k).normalize();
            BigInteger r = point.getAffineXCoord().toBigInteger().mod(ORDER);
            BigInteger s = e.multiply(k.modInverse(ORDER)).mod(ORDER);
            int v = point.getAffineYCoord().toBigInteger().testBit(0) ? 28 : 27;
            forged = Signature.parse("0x%064x%064x%02x".formatted(r, s, v)).orElse(null);
        }

        assertThat(forged.recover(DIGEST)).isEmpty();
    }

    @Test
    void garbageNeverThrows() {
        Random random = new Random(402);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[i % 3 == 0 ? 64 : 65];
            random.nextBytes(bytes);
            if (bytes.length == 65) {
                bytes[64] = (byte) (27 + random.nextInt(2));
            }
            String hex = "0x" + HexFormat.of().formatHex(bytes);

            assertThatCode(() -> Signature.parse(hex).flatMap(signature -> signature.recover(DIGEST)))
                    .doesNotThrowAnyException();
        }
    }

    private static String upperCase(String hex) {
        return "0X" + hex.substring(2).toUpperCase(java.util.Locale.ROOT);
    }
}
