package io.tollgate.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.money.Address;
import io.tollgate.money.Bytes32;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    private static final Network SEPOLIA = new Networks().find("base-sepolia").orElseThrow();
    private static final Address PAYER = Address.parse(Vectors.address());
    private static final Bytes32 TRANSACTION = new Bytes32("0x" + "11".repeat(32));

    @Test
    void aV2ReceiptIsByteForByteTheOfficialOne() {
        String header = Receipt.settled(TRANSACTION, SEPOLIA, PAYER).header(2);

        assertThat(header).isEqualTo(Vectors.headers().path("PAYMENT_RESPONSE").textValue());
    }

    @Test
    void eachVersionNamesTheNetworkInItsOwnWayAndHasItsOwnHeader() {
        Receipt receipt = Receipt.settled(TRANSACTION, SEPOLIA, PAYER);

        assertThat(read(receipt, 1).path("network").textValue()).isEqualTo("base-sepolia");
        assertThat(read(receipt, 2).path("network").textValue()).isEqualTo("eip155:84532");
        assertThat(Receipt.headerName(1)).isEqualTo("X-PAYMENT-RESPONSE");
        assertThat(Receipt.headerName(2)).isEqualTo("PAYMENT-RESPONSE");
    }

    @Test
    void aFailureHasAReasonAndAnEmptyTransaction() {
        Receipt receipt = Receipt.failed("insufficient_funds", Optional.empty(), SEPOLIA, Optional.empty());

        JsonNode json = read(receipt, 2);

        assertThat(json.path("success").isBoolean()).isTrue();
        assertThat(json.path("success").booleanValue()).isFalse();
        assertThat(json.path("errorReason").textValue()).isEqualTo("insufficient_funds");
        assertThat(json.path("transaction").textValue()).isEmpty();
        assertThat(json.has("payer")).isFalse();
    }

    @Test
    void aPendingSettlementNamesItsTransaction() {
        Receipt receipt = Receipt.failed("settlement_pending", Optional.of(TRANSACTION), SEPOLIA, Optional.of(PAYER));

        assertThat(read(receipt, 1).path("transaction").textValue()).isEqualTo(TRANSACTION.hex());
    }

    @Test
    void nothingButShortAsciiStandsInIt() {
        String dump = "reverted – ü\r\nSet-Cookie: a=b\u0000" + "x".repeat(5_000);
        Receipt receipt = Receipt.failed(dump, Optional.empty(), SEPOLIA, Optional.of(PAYER));

        byte[] json = Base64.getDecoder().decode(receipt.header(1));

        assertThat(new String(json, StandardCharsets.ISO_8859_1)).matches("[ -~]{1,500}");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"%", "bm90IGpzb24=", "W10=", "bnVsbA==", "e30x"})
    void whatIsNoReceiptIsReadAsNone(String header) {
        assertThat(Receipt.parse(header)).isEmpty();
    }

    @Test
    void aReceiptIsReadInEitherAlphabet() {
        String header = Receipt.settled(TRANSACTION, SEPOLIA, PAYER).header(2);
        String urlSafe = header.replace('+', '-').replace('/', '_').replace("=", "");

        assertThat(Receipt.parse(urlSafe)).isEqualTo(Receipt.parse(header)).isPresent();
    }

    private static JsonNode read(Receipt receipt, int version) {
        return Receipt.parse(receipt.header(version)).orElseThrow();
    }
}
