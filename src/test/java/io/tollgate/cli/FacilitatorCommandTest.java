package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code facilitator} ends when it must not start: one sentence, and never the key in it. */
class FacilitatorCommandTest {
    private static final String KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

    @TempDir
    private Path folder;

    private TestGateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private CommandFixture facilitator(String key, String rpc) {
        CommandFixture command = new CommandFixture(folder);
        command.environment.put("PORT", "0");
        if (key != null) {
            command.environment.put("FACILITATOR_GAS_KEY", key);
        }
        command.environment.put("RPC_URL", rpc);
        return command;
    }

    @Test
    void withoutAKeyNobodyPaysTheGas() {
        CommandFixture command = facilitator(null, "http://127.0.0.1:9");

        assertThat(command.run("facilitator")).isEqualTo(ExitCodes.USAGE);
        assertThat(command.err()).startsWith("No account pays the gas: set FACILITATOR_GAS_KEY");
    }

    @Test
    void withoutANodeThereIsNoChain() {
        CommandFixture command = facilitator(KEY, "off");

        assertThat(command.run("facilitator")).isEqualTo(ExitCodes.USAGE);
        assertThat(command.err()).contains("needs a node of its chain").doesNotContain(KEY);
    }

    @Test
    void aNumberThatIsNoKeyIsRefused() {
        CommandFixture command = facilitator("0".repeat(64), "http://127.0.0.1:9");

        assertThat(command.run("facilitator")).isEqualTo(ExitCodes.USAGE);
        assertThat(command.err()).startsWith("Bad FACILITATOR_GAS_KEY").doesNotContain("0".repeat(64));
    }

    @Test
    void aNodeThatIsAwayEndsTheStart() {
        CommandFixture command = facilitator(KEY, "http://127.0.0.1:9/secret");

        assertThat(command.run("facilitator")).isEqualTo(ExitCodes.FAILED);
        assertThat(command.err())
                .startsWith("The chain of base-sepolia does not answer")
                .doesNotContain("secret", KEY.substring(2));
    }

    @Test
    void aNodeOfAnotherChainEndsTheStart() {
        gateway = TestGateway.start();
        gateway.chainFault("{\"chainId\":8453}");
        CommandFixture command = facilitator(KEY, gateway.url("/dev/chain").toString());

        assertThat(command.run("facilitator")).isEqualTo(ExitCodes.USAGE);
        assertThat(command.err())
                .isEqualToIgnoringNewLines("Bad RPC_URL (tollgate.rpc-url):"
                        + " the node serves eip155:8453, not eip155:84532 (base-sepolia).");
    }
}
