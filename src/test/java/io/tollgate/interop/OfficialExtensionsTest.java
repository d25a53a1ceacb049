package io.tollgate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.x402.evm.Wallet;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The official package of extensions takes our sign-in, our signed offers and receipts, and our payment identifiers. */
class OfficialExtensionsTest {
    @Test
    void theOfficialExtensionsSignInCheckReceiptsAndNamePaymentsHere() throws Exception {
        InteropPackages packages = InteropPackages.install();
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        String privateKey = "0x" + HexFormat.of().formatHex(key);
        Wallet buyer = new Wallet(privateKey);
        try (TestGateway gateway = TestGateway.start()) {
            TestGateway.Sold item = gateway.upload(new byte[100_000], TestGateway.PRICE);
            String sha256 = item.answer().path("sha256").asText();
            gateway.fund(buyer.address());

            InteropPackages.Output output =
                    packages.node(2, "extensions.mjs", item.downloadUrl().toString(), privateKey);

            assertThat(output.exit()).as(output.text()).isZero();
            JsonNode seen = TestGateway.JSON.readTree(output.text());
            assertThat(seen.path("offer").path("amount").asText()).isEqualTo("10000");
            assertThat(seen.path("receipt").path("payer").asText())
                    .isEqualTo(buyer.address().toString());
            assertThat(seen.path("bought").asText()).isEqualTo(sha256);
            assertThat(seen.path("signedAnew").asInt()).isEqualTo(409);
            assertThat(seen.path("byWallet").asText()).isEqualTo(sha256);
            assertThat(seen.path("byExtension").asText()).isEqualTo(sha256);
            assertThat(gateway.account(buyer.address()).path("transfers").asInt())
                    .isEqualTo(1);
        }
    }
}
