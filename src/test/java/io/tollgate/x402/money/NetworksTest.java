package io.tollgate.x402.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private final Networks networks = new Networks();

    @ParameterizedTest
    @CsvSource({
        "base-sepolia, eip155:84532, 0x036CbD53842c5426634e7929541eC2318f3dCF7e, USDC,     true",
        "base,         eip155:8453,  0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913, USD Coin, false",
        "polygon-amoy, eip155:80002, 0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582, USDC,     true"
    })
    void aNetworkIsFoundByEitherOfItsNames(
            String name, String caip2, String token, String domainName, boolean testnet) {
        Network network = networks.find(name).orElseThrow();

        assertThat(networks.find(caip2)).hasValue(network);
        assertThat(network.usdc().address()).hasToString(token);
        assertThat(network.usdc().domainName()).isEqualTo(domainName);
        assertThat(network.usdc().domainVersion()).isEqualTo("2");
        assertThat(network.testnet()).isEqualTo(testnet);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "eip155:", "eip155:5", "eip155:99999999999999999999", "BASE", "solana", "8453"})
    void anUnknownNameFindsNothing(String name) {
        assertThat(networks.find(name)).isEmpty();
    }

    @Test
    void aChainWithoutAShortNameGoesByItsNumber() {
        Network arbitrum = networks.find("eip155:42161").orElseThrow();

        assertThat(arbitrum.name()).isEqualTo("eip155:42161");
        assertThat(arbitrum.forV1()).isFalse();
    }
}
