package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialRedactorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer c2VjcmV0LXZhbHVl",
                "authorization=basic c2VjcmV0LXZhbHVl",
                "PAYMENT-SIGNATURE: c2VjcmV0LXZhbHVl",
                "{\"X-PAYMENT\":\"c2VjcmV0LXZhbHVl\"}",
                "sign-in-with-x=c2VjcmV0LXZhbHVl",
                "Tollgate-Download-Token: c2VjcmV0LXZhbHVl",
                "?token=c2VjcmV0LXZhbHVl&x=1",
                "password: c2VjcmV0LXZhbHVl",
            })
    void aCredentialIsHidden(String line) {
        assertThat(CredentialRedactor.redact(line))
                .contains("(hidden)")
                .doesNotContain("c2VjcmV0LXZhbHVl")
                .doesNotContainIgnoringCase("bearer c2");
    }
}
