package io.tollgate.x402.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.protocol.Vectors;
import io.tollgate.x402.protocol.Vectors.Payment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningTest {
    private final Eip3009 eip3009 = new Eip3009();
    private final Wallet wallet = new Wallet(Vectors.ALL.path("privateKey").textValue());

    @ParameterizedTest
    @EnumSource
    void everyStepTowardsTheDigestIsTheOfficialOne(Payment payment) {
        byte[] separator = eip3009.domainSeparator(payment.asset());
        byte[] struct = eip3009.structHash(payment.authorization());
        byte[] digest = eip3009.digest(payment.asset(), payment.authorization());

        assertThat(Bytes32.of(separator)).hasToString(payment.text("domainSeparator"));
        assertThat(Bytes32.of(struct)).hasToString(payment.text("structHash"));
        assertThat(Bytes32.of(digest)).hasToString(payment.text("digest"));
    }

    @ParameterizedTest
    @EnumSource
    void ourSignatureIsTheOfficialOne(Payment payment) {
        String signature = wallet.sign(payment.asset(), payment.authorization());

        assertThat(signature).isEqualTo(payment.text("signature"));
    }

    @ParameterizedTest
    @EnumSource
    void everyFormOfASignatureNamesThePayer(Payment payment) {
        byte[] digest = eip3009.digest(payment.asset(), payment.authorization());
        String official = payment.text("signature");
        String zeroOrOne = official.substring(0, 130) + "01";
        Signature parsed = Signature.parse(official).orElseThrow();

        assertThat(parsed.recover(digest)).hasValue(payment.authorization().from());
        assertThat(parsed.hex()).isEqualTo(official);
        assertThat(Signature.parse(payment.text("eip2098"))).hasValue(parsed);
        assertThat(Signature.parse(zeroOrOne)).hasValue(parsed);
        assertThat(Signature.parse("0X" + official.substring(2).toUpperCase())).hasValue(parsed);
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureOfOneChainNamesSomebodyElseOnAnother(Payment payment) {
        Payment other = Payment.values()[1 - payment.ordinal()];
        byte[] elsewhere = eip3009.digest(other.asset(), payment.authorization());

        assertThat(Signature.parse(payment.text("signature")).orElseThrow().recover(elsewhere))
                .isNotEmpty()
                .get()
                .isNotEqualTo(payment.authorization().from());
    }
}
