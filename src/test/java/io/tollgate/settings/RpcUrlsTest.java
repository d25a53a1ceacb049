package io.tollgate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The node that is queried about a payment; a wrong one would report that settled money never moved. */
class RpcUrlsTest {
    private static final Network BASE_SEPOLIA =
            new Networks().find("base-sepolia").orElseThrow();
    private static final Network BASE = new Networks().find("base").orElseThrow();

    @TempDir
    private Path folder;

    private Map<String, String> serving(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "FACILITATOR_URL", "https://f.example",
                "ADDRESS", Development.SELLER,
                "WALRUS_PUBLISHER_URL", "https://publisher.example",
                "WALRUS_AGGREGATOR_URLS", "https://a.example"));
        for (int index = 0; index < more.length; index += 2) {
            environment.put(more[index], more[index + 1]);
        }
        return environment;
    }

    private Map<Network, URI> urls(Mode mode, Map<String, String> environment) throws BadSettings {
        Settings settings = new SettingsLoader(environment, folder).load(mode, Map.of());
        return (mode == Mode.DEV ? settings.embedded(4021) : settings).payment().rpcUrls();
    }

    @Test
    void withoutASettingThePublicNodeOfEachNetworkIsUsed() throws BadSettings {
        assertThat(urls(Mode.SERVE, serving("NETWORK", "base-sepolia,base")))
                .isEqualTo(Map.of(BASE_SEPOLIA, BASE_SEPOLIA.rpc(), BASE, BASE.rpc()));
    }

    @Test
    void theNthNodeBelongsToTheNthNetwork() throws BadSettings {
        assertThat(urls(
                        Mode.SERVE,
                        serving(
                                "NETWORK",
                                "base-sepolia,base",
                                "RPC_URL",
                                "https://a.example/k1, https://b.example/k2")))
                .isEqualTo(Map.of(
                        BASE_SEPOLIA, URI.create("https://a.example/k1"), BASE, URI.create("https://b.example/k2")));
    }

    @Test
    void offUsesNoNode() throws BadSettings {
        assertThat(urls(Mode.SERVE, serving("RPC_URL", "off"))).isEmpty();
        assertThat(urls(Mode.DEV, Map.of("RPC_URL", "off"))).isEmpty();
    }

    @Test
    void anEmbeddedFacilitatorUsesItsOwnChain() throws BadSettings {
        assertThat(urls(Mode.DEV, Map.of()))
                .isEqualTo(Map.of(BASE_SEPOLIA, URI.create("http://127.0.0.1:4021/dev/chain")));
        assertThat(urls(Mode.SERVE, serving("FACILITATOR_URL", "http://127.0.0.1:5000/dev/facilitator")))
                .isEqualTo(Map.of(BASE_SEPOLIA, URI.create("http://127.0.0.1:5000/dev/chain")));
    }

    @ParameterizedTest
    @CsvSource({
        "base, http://node.example, must use https",
        "base-sepolia, 'https://a.example,https://b.example', names 2 nodes, but NETWORK only 1",
        "base-sepolia, 'https://a.example,off', must start with http",
        "base-sepolia, https://user:secret@a.example, must not carry credentials"
    })
    void aForbiddenNodeIsRefusedWithoutShowingItsUrl(String network, String rpc, String why) {
        BadSettings refused = catchThrowableOfType(
                BadSettings.class, () -> urls(Mode.SERVE, serving("NETWORK", network, "RPC_URL", rpc)));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith("Bad RPC_URL (tollgate.rpc-url")
                .contains(why)
                .doesNotContain("example");
    }

    @Test
    void aNodeOnThisMachineNeedsNoEncryption() throws BadSettings {
        assertThat(urls(Mode.SERVE, serving("NETWORK", "base", "RPC_URL", "http://127.0.0.1:8545")))
                .isEqualTo(Map.of(BASE, URI.create("http://127.0.0.1:8545")));
    }

    @Test
    void aWalletWithoutAGatewayUsesTheNodesOfItsNetworks() throws BadSettings {
        assertThat(walletUrls(Map.of("WALLET_NETWORKS", "base,base-sepolia")))
                .isEqualTo(Map.of(BASE, BASE.rpc(), BASE_SEPOLIA, BASE_SEPOLIA.rpc()));
        assertThat(walletUrls(Map.of(
                        "WALLET_NETWORKS", "base,base-sepolia", "RPC_URL", "https://a.example,https://b.example")))
                .isEqualTo(
                        Map.of(BASE, URI.create("https://a.example"), BASE_SEPOLIA, URI.create("https://b.example")));
        assertThat(walletUrls(Map.of("RPC_URL", "off"))).isEmpty();
    }

    @Test
    void aWalletInAGatewayUsesTheNodesOfTheNetworksThatItPaysOn() throws BadSettings {
        Map<String, String> gateway = serving(
                "NETWORK",
                "base-sepolia,base",
                "RPC_URL",
                "https://a.example,https://b.example",
                "WALLET_NETWORKS",
                "base");

        assertThat(new SettingsLoader(gateway, folder)
                        .load(Mode.SERVE, Map.of())
                        .wallet()
                        .rpcUrls())
                .isEqualTo(Map.of(BASE, URI.create("https://b.example")));
    }

    private Map<Network, URI> walletUrls(Map<String, String> environment) throws BadSettings {
        return new SettingsLoader(environment, folder)
                .loadMcp(Map.of(), true)
                .wallet()
                .rpcUrls();
    }
}
