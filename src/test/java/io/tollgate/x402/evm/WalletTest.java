package io.tollgate.x402.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.protocol.Vectors;
import io.tollgate.x402.protocol.Vectors.Payment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletTest {
    private static final String KEY = Vectors.ALL.path("privateKey").textValue();

    @Test
    void theSecondDevelopmentAccountIsTheOneOfTheVectors() {
        Wallet wallet = Wallet.development(1);

        assertThat(wallet.address()).hasToString(Vectors.ALL.path("address").textValue());
        assertThat(wallet.reveal()).isEqualTo(KEY);
    }

    @Test
    void aWalletNeverPrintsItsKey() {
        assertThat(new Wallet(KEY)).asString().contains("0x70997970").doesNotContain(KEY.substring(2, 20));
    }

    @Test
    void aKeyMayComeWithoutItsPrefix() {
        assertThat(new Wallet(KEY.substring(2)).address()).isEqualTo(new Wallet(KEY).address());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0x",
                "0x1234",
                "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690g",
                "0x0000000000000000000000000000000000000000000000000000000000000000",
                "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
                "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wallet(text))
                .withMessageNotContaining(text == null || text.length() < 10 ? "\0" : text.substring(2));
    }

    @Test
    void whatItSignsNamesItWhateverTheNonce() {
        Wallet wallet = Wallet.development(3);
        Asset asset = Payment.A_v2_base_sepolia.asset();
        Authorization like = Payment.A_v2_base_sepolia.authorization();
        Random random = new Random(3009);
        for (int round = 0; round < 40; round++) {
            byte[] nonce = new byte[32];
            random.nextBytes(nonce);
            Authorization authorization = new Authorization(
                    wallet.address(),
                    like.to(),
                    like.value(),
                    like.validAfter(),
                    like.validBefore(),
                    Bytes32.of(nonce));

            Signature signature =
                    Signature.parse(wallet.sign(asset, authorization)).orElseThrow();

            assertThat(signature.recover(new Eip3009().digest(asset, authorization)))
                    .hasValue(wallet.address());
        }
    }
}
