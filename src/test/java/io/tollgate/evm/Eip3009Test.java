package io.tollgate.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.money.Asset;
import io.tollgate.money.Authorization;
import io.tollgate.money.Bytes32;
import io.tollgate.payment.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Eip3009Test {
    private final Eip3009 eip3009 = new Eip3009();

    @ParameterizedTest
    @EnumSource
    void theDomainSeparatorIsTheTokens(Vectors.Payment vector) {
        byte[] separator = eip3009.domainSeparator(vector.network().usdc());

        assertThat(Bytes32.of(separator)).hasToString(vector.text("domainSeparator"));
    }

    @ParameterizedTest
    @EnumSource
    void theStructHashIsTheOfficialOne(Vectors.Payment vector) {
        byte[] hash = eip3009.structHash(vector.authorization());

        assertThat(Bytes32.of(hash)).hasToString(vector.text("structHash"));
    }

    @ParameterizedTest
    @EnumSource
    void theDigestIsTheOfficialOne(Vectors.Payment vector) {
        byte[] digest = eip3009.digest(vector.network().usdc(), vector.authorization());

        assertThat(Bytes32.of(digest)).hasToString(vector.text("digest"));
    }

    @Test
    void whoChangesTheReturnedSeparatorDoesNotChangeTheNextDigest() {
        Asset usdc = Vectors.Payment.A.network().usdc();

        eip3009.domainSeparator(usdc)[0] ^= 1;

        assertThat(Bytes32.of(eip3009.digest(usdc, Vectors.Payment.A.authorization())))
                .hasToString(Vectors.Payment.A.text("digest"));
    }

    @Test
    void oneAuthorisationHasAnotherDigestOnEveryChain() {
        Authorization authorization = Vectors.Payment.A.authorization();

        byte[] testnet = eip3009.digest(Vectors.Payment.A.network().usdc(), authorization);
        byte[] mainnet = eip3009.digest(Vectors.Payment.B.network().usdc(), authorization);

        assertThat(testnet).isNotEqualTo(mainnet);
    }
}
