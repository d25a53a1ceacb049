package io.tollgate.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.util.NetUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.0.0/20, 10.1.15.255, true",
        "10.1.0.0/20, 10.1.16.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "fd00::/8, fd12:3456::1, true",
        "fd00::/8, fe80::1, false",
        "0.0.0.0/0, ::1, false",
    })
    void anAddressIsInARangeWithTheSamePrefix(String range, String address, boolean inside) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);

        assertThat(AddressRange.parse(range).contains(bytes)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "proxy.internal", "fd00::/129"})
    void anInvalidRangeIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(written));
    }
}
