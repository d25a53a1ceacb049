package io.tollgate.facilitator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.dev.facilitator.FacilitatorCallBuilder;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attack R17: nothing that a facilitator can say makes a sale of what was not paid, or a loss of what was. */
class FacilitatorAnswersTest {
    private static final String TX = "0x" + "11".repeat(32);
    private static final Address PAYER = Address.parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");

    private final FacilitatorAnswers answers = new FacilitatorAnswers();

    private Settlement settlement(int status, String body) {
        byte[] bytes = body.replace('\'', '"').replace("TX", TX).getBytes(StandardCharsets.UTF_8);
        return answers.settlement(status, bytes, FacilitatorCallBuilder.NETWORK, PAYER);
    }

    private Verification verification(int status, String body) {
        return answers.verification(status, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'success':true,'transaction':'TX','network':'eip155:84532'}
            {'success':true,'transaction':'TX','network':'base-sepolia','payer':null}
            {'success':true,'transaction':'TX','network':'eip155:84532','payer':'0x70997970c51812dc3a010c7d01b50e0d17dc79c8'}
            {'success':true,'transaction':'TX','network':'eip155:84532','errorReason':null,'extensions':{'a':[1]}}
            """)
    void aPlainYesIsASettlement(String body) {
        assertThat(settlement(200, body)).isEqualTo(new Settlement.Settled(new Bytes32(TX), PAYER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {'success':false,'errorReason':'insufficient_funds','transaction':'','network':'eip155:84532'}
            200 | {'success':false,'errorReason':'insufficient_funds','transaction':null}
            200 | {'success':false,'errorReason':'insufficient_funds'}
            400 | {'success':false,'errorReason':'insufficient_funds','transaction':''}
            402 | {'success':false,'errorReason':'insufficient_funds','transaction':''}
            """)
    void aPlainNoIsARejection(int status, String body) {
        assertThat(settlement(status, body)).isEqualTo(new Settlement.Rejected("insufficient_funds"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0   | ``
            200 | ``
            200 | null
            200 | []
            200 | true
            200 | {}
            200 | {'success':tru
            200 | <html>ok</html>
            200 | {'success':'true','transaction':'TX','network':'eip155:84532'}
            200 | {'success':1,'transaction':'TX','network':'eip155:84532'}
            200 | {'success':null,'transaction':'TX','network':'eip155:84532'}
            200 | {'success':true}
            200 | {'success':true,'network':'eip155:84532'}
            200 | {'success':true,'transaction':'','network':'eip155:84532'}
            200 | {'success':true,'transaction':null,'network':'eip155:84532'}
            200 | {'success':true,'transaction':'0x11','network':'eip155:84532'}
            200 | {'success':true,'transaction':['TX'],'network':'eip155:84532'}
            200 | {'success':true,'transaction':'TX'}
            200 | {'success':true,'transaction':'TX','network':''}
            200 | {'success':true,'transaction':'TX','network':'base'}
            200 | {'success':true,'transaction':'TX','network':'eip155:8453'}
            200 | {'success':true,'transaction':'TX','network':84532}
            200 | {'success':true,'transaction':'TX','network':'eip155:84532','payer':'0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'}
            200 | {'success':true,'transaction':'TX','network':'eip155:84532','payer':''}
            200 | {'success':true,'transaction':'TX','network':'eip155:84532','payer':7}
            200 | {'success':true,'transaction':'TX','network':'eip155:84532'} more
            200 | {'success':false,'success':true,'transaction':'TX','network':'eip155:84532'}
            302 | {'success':true,'transaction':'TX','network':'eip155:84532'}
            400 | {'success':true,'transaction':'TX','network':'eip155:84532'}
            500 | {'success':true,'transaction':'TX','network':'eip155:84532'}
            500 | {'success':false,'errorReason':'settlement_pending','transaction':'TX','network':'eip155:84532'}
            200 | {'success':false,'errorReason':'settlement_pending','transaction':''}
            200 | {'success':false,'errorReason':'insufficient_funds','transaction':'TX'}
            200 | {'success':false,'errorReason':'insufficient_funds','transaction':'someid'}
            200 | {'success':false,'transaction':''}
            200 | {'success':false,'errorReason':'','transaction':''}
            500 | {'success':false,'errorReason':'insufficient_funds','transaction':''}
            503 | {'success':false,'errorReason':'insufficient_funds'}
            302 | {'success':false,'errorReason':'insufficient_funds'}
            """)
    void everythingElseIsUnknown(int status, String body) {
        assertThat(settlement(status, body == null ? "" : body)).isInstanceOf(Settlement.Unknown.class);
    }

    @Test
    void anUnknownSettlementKeepsTheTransactionToLookFor() {
        Settlement pending = settlement(500, "{'success':false,'errorReason':'settlement_pending','transaction':'TX'}");

        assertThat(((Settlement.Unknown) pending).transaction()).isEqualTo(Optional.of(new Bytes32(TX)));
    }

    @Test
    void noAnswerAtAllIsUnknown() {
        assertThat(answers.settlement(0, null, FacilitatorCallBuilder.NETWORK, PAYER))
                .isInstanceOf(Settlement.Unknown.class);
        assertThat(answers.verification(0, null)).isInstanceOf(Verification.Unavailable.class);
    }

    @Test
    void whatNestsTooDeepIsUnknown() {
        String deep = "{'success':true,'a':" + "[".repeat(50_000);

        assertThat(settlement(200, deep)).isInstanceOf(Settlement.Unknown.class);
        assertThat(verification(200, deep)).isInstanceOf(Verification.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "402"})
    void aPlainNoToAPaymentIsInvalid(int status) {
        assertThat(verification(status, "{'isValid':false,'invalidReason':'insufficient_funds'}"))
                .isEqualTo(new Verification.Invalid("insufficient_funds"));
    }

    @Test
    void aPlainYesToAPaymentIsValid() {
        assertThat(verification(200, "{'isValid':true,'payer':'0x70997970C51812dc3A010C7d01b50e0d17dc79C8'}"))
                .isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0   | ``
            200 | ``
            200 | {'isValid':tru
            200 | {'isValid':'true'}
            200 | {'isValid':1}
            200 | {'valid':true}
            200 | <html>ok</html>
            200 | {'isValid':false,'isValid':true}
            302 | {'isValid':true}
            302 | {'isValid':false}
            400 | {'isValid':true}
            500 | {'isValid':true}
            500 | {'isValid':false}
            """)
    void everythingElseIsNoOpinion(int status, String body) {
        assertThat(verification(status, body == null ? "" : body)).isInstanceOf(Verification.Unavailable.class);
    }

    @Test
    void aReasonThatBuyersSeeIsNeverADump() {
        String dump = "{'isValid':false,'invalidReason':'at com.example\\n" + "x".repeat(2_000) + "'}";

        assertThat(verification(200, dump)).isEqualTo(new Verification.Invalid("invalid_payment"));
    }
}
