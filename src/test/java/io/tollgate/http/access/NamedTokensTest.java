package io.tollgate.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedTokensTest {
    private static final String ONE = "a-token-of-some-length";
    private static final String OTHER = "another:token-of-length";

    @Test
    void aSingleTokenNeedsNoName() {
        NamedTokens tokens = NamedTokens.parse(ONE);

        assertThat(tokens.find(ONE)).hasValue("default");
        assertThat(tokens.first()).isEqualTo(ONE);
    }

    @Test
    void eachOfSeveralTokensIsKnownByItsName() {
        NamedTokens tokens = NamedTokens.parse("ci:" + ONE + ", partner-2:" + OTHER);

        assertThat(tokens.find(ONE)).hasValue("ci");
        assertThat(tokens.find(OTHER)).hasValue("partner-2");
        assertThat(tokens.first()).isEqualTo(ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a-token-of-some-lengt", "a-token-of-some-lengthx", "A-TOKEN-OF-SOME-LENGTH", "ci", "ci:"})
    void anUnknownTokenHasNoName(String presented) {
        assertThat(NamedTokens.parse("ci:" + ONE).find(presented)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "ci:short",
                "ci:a-token-of-some-length,",
                "a-token-of-some-length,another-token-of-length",
                "ci:a-token-of-some-length,ci:another-token-of-length",
                "a token of some length"
            })
    void weakTokensAndDuplicateNamesAreRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> NamedTokens.parse(written));
    }

    @Test
    void noTokenIsPrinted() {
        assertThat(NamedTokens.parse("ci:" + ONE)).hasToString("NamedTokens[ci]");
    }
}
