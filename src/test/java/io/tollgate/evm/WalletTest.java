package io.tollgate.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.money.Address;
import io.tollgate.money.Asset;
import io.tollgate.money.Authorization;
import io.tollgate.money.Bytes32;
import io.tollgate.payment.Vectors;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletTest {
    @ParameterizedTest
    @EnumSource
    void itSignsAsOfficialClientsDo(Vectors.Payment vector) {
        Wallet wallet = new Wallet(Vectors.privateKey());

        String signature = wallet.sign(vector.network().usdc(), vector.authorization());

        assertThat(signature).isEqualTo(vector.text("signature"));
    }

    @Test
    void whatItSignsRecoversToItWhateverTheNonce() {
        Wallet wallet = Wallet.development(3);
        Asset usdc = Vectors.Payment.A.network().usdc();
        Authorization like = Vectors.Payment.A.authorization();
        Random random = new Random(3009);

        for (int i = 0; i < 40; i++) {
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
                    Signature.parse(wallet.sign(usdc, authorization)).orElseThrow();

            assertThat(signature.recover(new Eip3009().digest(usdc, authorization)))
                    .contains(wallet.address());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "1, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        "2, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
        "9, 0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
    })
    void developmentAccountsAreTheWellKnownOnes(int index, String address) {
        assertThat(Wallet.development(index).address()).isEqualTo(Address.parse(address));
    }

    @Test
    void theKeyIsReadWithOrWithoutItsPrefixAndGivenOutWhole() {
        String digits = "00".repeat(31) + "01";

        assertThat(new Wallet(digits).address()).isEqualTo(new Wallet("0x" + digits).address());
        assertThat(new Wallet(digits).reveal()).isEqualTo("0x" + digits);
        assertThat(Wallet.development(1).reveal()).isEqualTo(Vectors.privateKey());
    }

    @Test
    void itNeverPrintsItsKey() {
        Wallet wallet = new Wallet(Vectors.privateKey());

        assertThat(wallet).hasToString("Wallet[" + Vectors.address() + "]");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0x",
                "deadbeef",
                "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690g",
                "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d00",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void aKeyThatIsNoneIsRefusedWithoutRepeatingIt(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wallet(key))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("[0-9a-f]{8}"))
                .withNoCause();
    }
}
