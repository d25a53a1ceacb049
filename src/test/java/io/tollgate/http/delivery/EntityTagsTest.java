package io.tollgate.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparison of entity tags (RFC 9110, section 8.8.3.2). */
class EntityTagsTest {
    private static final String TAG = "\"abc\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "\"abc\"            | true  | true  | true",
                "W/\"abc\"          | false | true  | false",
                "*                  | true  | true  | false",
                "\"x\", \"abc\"     | true  | true  | false",
                "\"x\",W/\"abc\"    | false | true  | false",
                "\"x, \\\"abc\\\"\" | false | false | false",
                "abc                | false | false | false",
                "\"ABC\"            | false | false | false",
                "Sun, 22 Nov 2026 20:00:00 GMT | false | false | false"
            })
    void oneTagAndAList(String header, boolean strongly, boolean weakly, boolean same) {
        assertThat(EntityTags.matchStrongly(header, TAG)).isEqualTo(strongly);
        assertThat(EntityTags.matchWeakly(header, TAG)).isEqualTo(weakly);
        assertThat(EntityTags.sameBytes(header, TAG)).isEqualTo(same);
    }
}
