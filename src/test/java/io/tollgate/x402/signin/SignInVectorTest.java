package io.tollgate.x402.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.evm.Eip191;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.evm.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The text and the signature of a sign-in, against one that the official packages made and verified. */
class SignInVectorTest {
    private static final String KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
    private static final String SIGNATURE = "0x0f75e7220e717cbb375ab2d8227c950be999a7d7529914c0cd3219b380e8d08942c13f94"
            + "4cf78de65220ff151b730de993ca7497b8a56419b9a58a4fc9628cb21c";
    private static final String TEXT = """
            dl.example.com wants you to sign in with your Ethereum account:
            0x70997970C51812dc3A010C7d01b50e0d17dc79C8

            Sign in to download again

            URI: https://dl.example.com/files/report.pdf
            Version: 1
            Chain ID: 84532
            Nonce: 00112233445566778899aabbccddeeff
            Issued At: 2026-01-15T10:30:00.000Z
            Expiration Time: 2026-01-15T10:35:00.000Z
            Resources:
            - https://dl.example.com/files/report.pdf""";

    @Test
    void theTextIsTheOneThatTheOfficialPackagesShow() {
        SignInMessage message = SignInMessage.parse(header(fields())).orElseThrow();

        assertThat(message.text()).isEqualTo(TEXT);
    }

    @Test
    void theOfficialSignatureIsThePayers() {
        Wallet wallet = new Wallet(KEY);

        assertThat(Signature.parse(SIGNATURE).orElseThrow().recover(Eip191.digest(TEXT)))
                .contains(wallet.address());
        assertThat(wallet.sign(TEXT)).isEqualTo(SIGNATURE);
    }

    @Test
    void withoutAStatementThereAreTwoEmptyLines() {
        ObjectNode fields = fields();
        fields.remove("statement");

        String text = SignInMessage.parse(header(fields)).orElseThrow().text();

        assertThat(text).contains("79C8\n\n\nURI: ");
    }

    @Test
    void aFieldThatPosesAsTheNextLineIsRefused() {
        ObjectNode fields = fields().put("statement", "Sign in\n\nURI: https://evil.example.com");

        assertThat(SignInMessage.parse(header(fields))).isEmpty();
    }

    private static ObjectNode fields() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("domain", "dl.example.com");
        fields.put("address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
        fields.put("statement", "Sign in to download again");
        fields.put("uri", "https://dl.example.com/files/report.pdf");
        fields.put("version", "1");
        fields.put("chainId", "eip155:84532");
        fields.put("type", "eip191");
        fields.put("nonce", "00112233445566778899aabbccddeeff");
        fields.put("issuedAt", "2026-01-15T10:30:00.000Z");
        fields.put("expirationTime", "2026-01-15T10:35:00.000Z");
        fields.putArray("resources").add("https://dl.example.com/files/report.pdf");
        fields.put("signature", SIGNATURE);
        return fields;
    }

    private static String header(ObjectNode fields) {
        return Base64.getEncoder().encodeToString(fields.toString().getBytes(StandardCharsets.UTF_8));
    }
}
