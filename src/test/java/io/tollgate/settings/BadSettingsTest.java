package io.tollgate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of a start that is refused. */
class BadSettingsTest {
    private static final String KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PORT                            | 70000                       | must be a port from 0 to 65535
            PORT                            | eighty                      | must be a port from 0 to 65535
            PORT                            | -1                          | must be a port from 0 to 65535
            TOLLGATE_HOST                   | a b                         | must be an address or name to listen on
            PUBLIC_URL                      | ftp://files.example         | must start with http:// or https://
            PUBLIC_URL                      | https://files.example/?a=b  | must not have a query
            FACILITATOR_URL                 | facilitator.example         | must start with http:// or https://
            FACILITATOR_URL                 | https://                    | is not a well-formed URL
            FACILITATOR_URL                 | https://f.example:70000     | must name a host, and a port from 1 to 65535
            FACILITATOR_URL                 | https://f.example/#x        | must not have a fragment
            FACILITATOR_URL                 | https://a.example,b.example | must start with http:// or https://
            FACILITATOR_URL                 | https://a.example/RAW(x)    | must have a plain path
            FACILITATOR_URL                 | https://a.example/%2e%2e    | must have a plain path
            TOLLGATE_VERIFY                 | never                       | must be both or local
            CDP_API_KEY_ID                  | a b                         | must be 1 to 200 visible characters
            TOLLGATE_FACILITATOR_VERIFY_TIMEOUT | 10                      | must be a time with its unit
            TOLLGATE_FACILITATOR_VERIFY_TIMEOUT | 61s                     | must be a time from 1s to 60s
            NETWORK                         | base-spolia                 | is not a network that Tollgate knows
            NETWORK                         | eip155:999999               | is not a network that Tollgate knows
            NETWORK                         | base-sepolia,               | is not a network that Tollgate knows
            NETWORK                         | base,base-sepolia,polygon,polygon-amoy,ethereum,celo,sei | must name at most 6 networks
            MIN_PRICE                       | cheap                       | price must be a decimal number
            TOLLGATE_TERMS_GRACE            | 2h                          | must be a time from 0s to 1h
            ADDRESS                         | 0x123                       | address must be 0x and 40 hex digits
            ADDRESS                         | 0xa0ee7A142d267C1f36714E4a8F75612F20a79720 | address has a wrong checksum
            PRICE                           | free                        | price must be a decimal number
            PRICE                           | $0.0000001                  | price has more than 6 decimals
            ENDPOINT_PATH                   | /download                   | must end with /:blobId
            ENDPOINT_PATH                   | /dev/:blobId                | starts with a path that Tollgate itself uses
            WALRUS_AGGREGATOR_URLS          | https://a.example,,         | must start with http:// or https://
            TOLLGATE_WALRUS_EPOCHS          | 0                           | must be a whole number from 1 to 53
            TOLLGATE_WALRUS_MAX_PART_SIZE   | 1KiB                        | must be a size from 64KiB to 13GiB
            TOLLGATE_WALRUS_MAX_PART_SIZE   | ten                         | must be a size such as 10MiB
            KEK                             | aws                         | must be file: and the path of a keyset
            TOLLGATE_ALLOW_UNSEALED_SALES   | yes                         | must be true or false
            """)
    void aBadValueIsOneSentenceWithItsNamesAndItsSource(String variable, String value, String rule) {
        List<String> problems = problems(Mode.DEV, Map.of(variable, value));

        assertThat(problems)
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("Bad " + variable + " (tollgate.")
                        .contains("from the environment")
                        .contains("\"" + value + "\"")
                        .contains(rule)
                        .endsWith(".")
                        .doesNotContain("\n"));
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        List<String> problems = problems(Mode.SERVE, Map.of("PORT", "x", "NETWORK", "y", "ADDRESS", "z"));

        assertThat(problems)
                .hasSize(6)
                .anyMatch(line -> line.startsWith("Bad PORT "))
                .anyMatch(line -> line.startsWith("Bad NETWORK "))
                .anyMatch(line -> line.startsWith("Bad ADDRESS "))
                .anyMatch(line -> line.startsWith("No facilitator: set FACILITATOR_URL "))
                .anyMatch(line -> line.startsWith("No Walrus publisher: set WALRUS_PUBLISHER_URL "))
                .anyMatch(line -> line.startsWith("No Walrus aggregator: set WALRUS_AGGREGATOR_URLS "));
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE_KEY, 0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a84", "UPLOAD_TOKEN, tooshort",
        "RPC_URL, htps://rpc.example/v3/apikey", "DATABASE_URL, jdbc:oracle:secretpassword",
        "FACILITATOR_URL, https://user:password@f.example", "CDP_API_KEY_SECRET, short-but-secret"
    })
    void aRefusalNeverRepeatsWhatMayBeSecret(String variable, String value) {
        List<String> problems = problems(Mode.DEV, Map.of(variable, value));

        assertThat(problems).singleElement().asString().contains(variable).doesNotContain(value);
    }

    @Test
    void m01_aWalletWithoutATokenForItsCallersIsNoStart() {
        Map<String, String> wallet = Map.of("PRIVATE_KEY", KEY);
        Map<String, String> guarded = Map.of("PRIVATE_KEY", KEY, "MCP_TOKEN", "a-token-of-some-length");

        assertThat(problems(Mode.SERVE, wallet)).anyMatch(line -> line.startsWith("Unprotected wallet"));
        assertThat(problems(Mode.SERVE, guarded)).noneMatch(line -> line.contains("Unprotected wallet"));
    }

    @Test
    void secretsAreNotPrinted() throws BadSettings {
        Map<String, String> secrets = Map.of(
                "PRIVATE_KEY", KEY,
                "UPLOAD_TOKEN", "a-token-of-some-length",
                "RPC_URL", "https://rpc.example/v3/apikey",
                "DATABASE_URL", "jdbc:postgresql://db/tollgate?password=hunter2");

        Settings settings = new SettingsLoader(secrets, directory).load(Mode.DEV, Map.of());

        assertThat(settings.wallet().privateKey().orElseThrow().reveal()).isEqualTo(KEY);
        assertThat(settings + " " + settings.placeholders() + settings.wallet().privateKey()
                        + settings.upload().token())
                .doesNotContain(KEY.substring(2), "a-token", "apikey", "hunter2")
                .contains("private-key=(secret)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://f.example", "HTTP://10.0.0.7:4020"})
    void mainnetFacilitatorsNeedEncryption(String facilitator) {
        Map<String, String> mainnet = serving();
        mainnet.putAll(Map.of("NETWORK", "base", "FACILITATOR_URL", facilitator));

        assertThat(problems(Mode.SERVE, mainnet))
                .singleElement()
                .asString()
                .startsWith("Bad FACILITATOR_URL")
                .contains("is not encrypted and base moves real money; use https");
    }

    @Test
    void oneUnencryptedMainnetFacilitatorIsRefused() {
        Map<String, String> mainnet = serving();
        mainnet.putAll(
                Map.of("NETWORK", "base-sepolia,base", "FACILITATOR_URL", "https://f.example, http://g.example"));

        assertThat(problems(Mode.SERVE, mainnet))
                .singleElement()
                .asString()
                .contains("http://g.example is not encrypted and base moves real money");
    }

    @ParameterizedTest
    @CsvSource({
        "CDP_API_KEY_ID, organizations/o/apiKeys/k",
        "CDP_API_KEY_SECRET, c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"
    })
    void anIncompleteCoinbaseKeyIsRefused(String variable, String value) {
        Map<String, String> environment = serving();
        environment.put(variable, value);

        assertThat(problems(Mode.SERVE, environment))
                .singleElement()
                .asString()
                .startsWith("Incomplete Coinbase API key: set both CDP_API_KEY_ID")
                .doesNotContain(value);
    }

    @Test
    void coinbasesFacilitatorNeedsAKey() {
        Map<String, String> environment = serving();
        environment.put("FACILITATOR_URL", "https://f.example, https://api.cdp.coinbase.com/platform/v2/x402");

        assertThat(problems(Mode.SERVE, environment))
                .singleElement()
                .asString()
                .startsWith(
                        "No Coinbase API key: FACILITATOR_URL (tollgate.facilitator.url) names api.cdp.coinbase.com");
    }

    @Test
    void oneMainnetAmongTestnetsIsRealMoney() {
        Map<String, String> mainnet = serving();
        mainnet.putAll(Map.of("NETWORK", "base-sepolia,base", "FACILITATOR_URL", "http://f.example"));

        assertThat(problems(Mode.SERVE, mainnet)).singleElement().asString().startsWith("Bad FACILITATOR_URL");
    }

    @Test
    void boundsOfAPriceNeedARateAndMustFit() {
        assertThat(problems(Mode.DEV, Map.of("MAX_PRICE", "1")))
                .singleElement()
                .asString()
                .contains("PRICE_PER_MIB");
        assertThat(problems(Mode.DEV, Map.of("PRICE_PER_MIB", "1", "MIN_PRICE", "3", "MAX_PRICE", "2")))
                .singleElement()
                .asString()
                .startsWith("Bad MAX_PRICE");
    }

    @ParameterizedTest
    @CsvSource({
        "base, https://f.example",
        "base, http://127.0.0.1:4020",
        "base, http://localhost:4020",
        "base-sepolia, http://f.example",
        "eip155:84532, http://f.example"
    })
    void anUnencryptedFacilitatorIsAllowedOnThisMachineAndOnTestnets(String network, String facilitator)
            throws BadSettings {
        Map<String, String> environment = serving();
        environment.putAll(Map.of("NETWORK", network, "FACILITATOR_URL", facilitator));

        Settings settings = new SettingsLoader(environment, directory).load(Mode.SERVE, Map.of());

        assertThat(settings.payment().facilitatorUrls()).singleElement().hasToString(facilitator);
    }

    @Test
    void aLeaseThatASettlementCanOutliveIsRefused() {
        Map<String, String> environment = serving();
        environment.put("TOLLGATE_LEASE", "100s");

        assertThat(problems(Mode.SERVE, environment))
                .singleElement()
                .asString()
                .startsWith("Bad TOLLGATE_LEASE (tollgate.lease): it must be at least 140s");
    }

    @Test
    void aLeaseCoversAVerificationAtEveryFacilitator() {
        Map<String, String> environment = serving();
        environment.put("FACILITATOR_URL", "https://a.example,https://b.example,https://c.example");
        environment.put("TOLLGATE_LEASE", "150s");

        assertThat(problems(Mode.SERVE, environment))
                .singleElement()
                .asString()
                .startsWith("Bad TOLLGATE_LEASE (tollgate.lease): it must be at least 160s");
    }

    @Test
    void onePortCannotServeTwice() {
        Map<String, String> environment = serving();
        environment.put("TOLLGATE_MANAGEMENT_PORT", "4021");

        assertThat(problems(Mode.SERVE, environment)).singleElement().asString().contains("it must differ from PORT");
    }

    @Test
    void serveNeedsAFixedPort() {
        Map<String, String> environment = serving();
        environment.put("PORT", "0");

        assertThat(problems(Mode.SERVE, environment)).singleElement().asString().contains("from 1 to 65535");
    }

    @Test
    void theEmbeddedFacilitatorSupportsNoMainnet() {
        assertThat(problems(Mode.DEV, Map.of("NETWORK", "base")))
                .singleElement()
                .asString()
                .startsWith("Bad NETWORK (tollgate.network)")
                .contains("supports base-sepolia only, not base");
    }

    private static Map<String, String> serving() {
        return new HashMap<>(Map.of(
                "FACILITATOR_URL", "https://f.example",
                "ADDRESS", Development.SELLER,
                "WALRUS_PUBLISHER_URL", "https://publisher.example",
                "WALRUS_AGGREGATOR_URLS", "https://a.example, https://b.example/"));
    }

    private List<String> problems(Mode mode, Map<String, String> environment) {
        BadSettings refused = catchThrowableOfType(
                BadSettings.class, () -> new SettingsLoader(environment, directory).load(mode, Map.of()));
        assertThat(refused).as("the start is refused").isNotNull();
        return refused.problems();
    }
}
