package io.tollgate.walrus.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobIdTest {
    private static final String TEXT = "M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk";

    @Test
    void bytesAndTextFormTheSameId() {
        BlobId id = BlobId.parse(TEXT);

        assertThat(id.bytes()).hasSize(BlobId.SIZE);
        assertThat(BlobId.of(id.bytes())).isEqualTo(id);
        assertThat(id).hasToString(TEXT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BU",
                "M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk=",
                "M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK+W7/4BUk",
                "M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUl",
                "M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUkA",
                "../../../../../../../../../../etc/passwd/AA",
                "M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk\n"
            })
    void anyOtherTextFormIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BlobId.parse(text));
    }

    @Test
    void anIdOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BlobId.of(new byte[31]));
    }
}
