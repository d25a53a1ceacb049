package io.tollgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is not on the list stays outside, however it is written (CVE-2025-27636, CVE-2026-78164, CVE-2026-85312). */
class DoorHeadersTest {
    private final DoorHeaders door = new DoorHeaders();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri",
                "CAmelHttpUri",
                "camelhttpuri",
                "CamelRestHttpUri",
                "CamelHttpMethod",
                "org.apache.camel.Whatever",
                "Long-Running-Action",
                "Host",
                "X-Forwarded-Host",
                "X-HTTP-Method-Override",
                "Cookie",
                "blobId",
                "tollgate.facilitator.url",
                "",
            })
    void aHeaderThatIsNotListedDoesNotEnter(String name) {
        assertThat(door.applyFilterToExternalHeaders(name, "value", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelHttpUri", "camelFileName", "Connection", "Transfer-Encoding", "Content-Length"})
    void whatSteersCamelOrTheServerDoesNotLeave(String name) {
        assertThat(door.applyFilterToCamelHeaders(name, "value", null)).isTrue();
    }
}
