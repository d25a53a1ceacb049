package io.tollgate.x402.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    private static final Network NETWORK = new Networks().find("base-sepolia").orElseThrow();
    private static final Bytes32 TRANSACTION = new Bytes32("0x" + "11".repeat(32));
    private static final Address PAYER = Address.parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");

    @Test
    void theReceiptOfASettledPaymentIsTheOfficialOneToTheByte() {
        assertThat(Receipt.settled(TRANSACTION, NETWORK, PAYER).header(2))
                .isEqualTo(
                        Vectors.ALL.path("E_headers").path("PAYMENT_RESPONSE").textValue());
    }

    @Test
    void aV1ReceiptNamesTheNetworkByItsShortName() {
        JsonNode receipt = Receipt.parse(
                        Receipt.settled(TRANSACTION, NETWORK, PAYER).header(1))
                .orElseThrow();

        assertThat(receipt.path("network").textValue()).isEqualTo("base-sepolia");
        assertThat(Receipt.headerName(1)).isEqualTo("X-PAYMENT-RESPONSE");
        assertThat(Receipt.headerName(2)).isEqualTo("PAYMENT-RESPONSE");
    }

    @Test
    void aFailedReceiptHasAnEmptyTransactionAndNoNulls() {
        Receipt failed = Receipt.failed("insufficient_funds", Optional.empty(), NETWORK, Optional.empty());

        JsonNode json = Receipt.parse(failed.header(2)).orElseThrow();

        assertThat(json.toString())
                .isEqualTo("{\"success\":false,\"errorReason\":\"insufficient_funds\",\"transaction\":\"\","
                        + "\"network\":\"eip155:84532\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bnVsbA==", "W10="})
    void whatIsNoReceiptIsNotRead(String header) {
        assertThat(Receipt.parse(header)).isEmpty();
    }

    @Test
    void nothingButShortAsciiStandsInAReceipt() {
        String dump = "reverted \u2013 \u00fc\r\nSet-Cookie: a=b\u0000" + "x".repeat(5_000);
        Receipt failed = Receipt.failed(dump, Optional.empty(), NETWORK, Optional.of(PAYER));

        byte[] json = Base64.getDecoder().decode(failed.header(1));

        assertThat(new String(json, StandardCharsets.ISO_8859_1)).matches("[ -~]{1,500}");
    }

    @Test
    void aReceiptIsReadInEitherAlphabet() {
        String header = Receipt.settled(TRANSACTION, NETWORK, PAYER).header(2);
        String urlSafe = header.replace('+', '-').replace('/', '_').replace("=", "");

        assertThat(Receipt.parse(urlSafe)).isPresent().isEqualTo(Receipt.parse(header));
    }
}
