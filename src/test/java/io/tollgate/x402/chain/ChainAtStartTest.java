package io.tollgate.x402.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway looks at its node before it sells: away is a pity, wrong is a reason not to start. */
class ChainAtStartTest {
    private static TestGateway node;

    @BeforeAll
    static void start() {
        node = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void heal() {
        node.chainFault("{}");
    }

    private static Map<String, String> asking() {
        return Map.of("RPC_URL", node.url("/dev/chain").toString());
    }

    @Test
    void aNodeOfAnotherChainEndsTheStart() {
        node.chainFault("{\"chainId\":8453}");

        assertThatThrownBy(() -> TestGateway.start(asking()))
                .hasMessageContaining("Bad RPC_URL (tollgate.rpc-url): the node serves eip155:8453, not eip155:84532");
    }

    @Test
    void aNodeThatIsDownDoesNot() {
        node.chainFault("{\"down\":true}");

        try (TestGateway gateway = TestGateway.start(asking())) {
            assertThat(gateway.get(gateway.url("/health")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aGatewayThatMayAskNobodyStartsToo() {
        try (TestGateway gateway = TestGateway.start(Map.of("RPC_URL", "off"))) {
            assertThat(gateway.get(gateway.url("/health")).statusCode()).isEqualTo(200);
        }
    }
}
