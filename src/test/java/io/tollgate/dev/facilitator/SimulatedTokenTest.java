package io.tollgate.dev.facilitator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedTokenTest {
    private static final Address ZERO_ADDRESS = Address.parse("0x" + "0".repeat(40));

    private final FacilitatorCallBuilder builder = new FacilitatorCallBuilder(2);
    private final SimulatedToken token = builder.token;

    @Test
    void theTenDevelopmentAccountsMatchTheMnemonicAndHaveMoney() {
        for (int index = 0; index < 10; index++) {
            Address account = Wallet.development(index).address();

            assertThat(DevelopmentAccounts.ADDRESSES.get(index)).isEqualTo(account);
            assertThat(token.balanceOf(account)).hasToString("1000000000");
        }
        assertThat(DevelopmentAccounts.ADDRESSES).hasSize(10);
    }

    /** As on the chain, both bounds of the window are exclusive. */
    @ParameterizedTest
    @CsvSource({"-1, 1, true", "0, 1, false", "1, 2, false", "-1, 0, false", "-2, -1, false"})
    void theBoundsOfTheWindowAreExclusive(int after, int before, boolean moves) {
        long now = builder.clock.instant().getEpochSecond();
        builder.validAfter = now + after;
        builder.validBefore = now + before;

        Transfer transfer = token.transferWithAuthorization(builder.authorization());

        assertThat(transfer instanceof Transfer.Moved).isEqualTo(moves);
        assertThat(token.authorizationState(FacilitatorCallBuilder.RICH.address(), builder.nonce))
                .isEqualTo(moves);
    }

    @Test
    void anAuthorizationMovesMoneyOnce() {
        Authorization authorization = builder.authorization();
        Transfer first = token.transferWithAuthorization(authorization);

        Transfer second = token.transferWithAuthorization(authorization);

        assertThat(second).isEqualTo(new Transfer.Reverted(InvalidReason.NONCE_USED));
        assertThat(token.transactionOf(authorization).map(Transfer.Moved::new)).hasValue((Transfer.Moved) first);
        assertThat(token.transferCount()).isEqualTo(1);
    }

    @Test
    void aTransferCannotExceedTheBalance() {
        builder.value = "1000000001";

        assertThat(token.transferWithAuthorization(builder.authorization()))
                .isEqualTo(new Transfer.Reverted(InvalidReason.BALANCE));
        builder.value = "1000000000";
        assertThat(token.transferWithAuthorization(builder.authorization())).isInstanceOf(Transfer.Moved.class);
        assertThat(token.balanceOf(FacilitatorCallBuilder.RICH.address())).isEqualTo(AtomicAmount.ZERO);
    }

    @Test
    void aTransferToTheZeroAddressIsRefused() {
        builder.to = ZERO_ADDRESS;

        assertThat(token.transferWithAuthorization(builder.authorization()))
                .isEqualTo(new Transfer.Reverted(InvalidReason.REVERT));
        assertThatIllegalArgumentException().isThrownBy(() -> token.mint(ZERO_ADDRESS, AtomicAmount.parse("1")));
    }

    @Test
    void transfersAreCountedOnBothSides() {
        token.transferWithAuthorization(builder.authorization());

        assertThat(token.transfersOf(FacilitatorCallBuilder.RICH.address())).isEqualTo(1);
        assertThat(token.transfersOf(FacilitatorCallBuilder.SELLER)).isEqualTo(1);
        assertThat(token.transfersOf(ZERO_ADDRESS)).isZero();
    }

    @Test
    void theFaucetHasALimit() {
        token.mint(FacilitatorCallBuilder.SELLER, AtomicAmount.parse("1000000000"));

        assertThat(token.balanceOf(FacilitatorCallBuilder.SELLER)).hasToString("2000000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token.mint(FacilitatorCallBuilder.SELLER, AtomicAmount.parse("1000000001")));
    }
}
