package io.tollgate.walrus.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaloisFieldTest {
    private final GaloisField field = new GaloisField();

    @Test
    void logarithmsHaveTheirPublishedValues() {
        assertThat(IntStream.rangeClosed(1, 7).map(field::log))
                .containsExactly(0, 21845, 43690, 17476, 4369, 34952, 8738);
        assertThat(field.log(1000)).isEqualTo(3981);
    }

    @Test
    void powersHaveTheirPublishedValues() {
        assertThat(IntStream.rangeClosed(1, 7).map(field::exp))
                .containsExactly(18064, 26072, 25296, 22324, 17904, 21432, 7736);
    }

    @Test
    void twiddleFactorsHaveTheirPublishedValues() {
        assertThat(IntStream.rangeClosed(0, 7).map(field::skew))
                .containsExactly(65535, 65535, 21845, 65535, 17476, 21845, 34952, 65535);
    }

    @Test
    void multipliesByALogarithm() {
        assertThat(field.multiply(0x1234, field.log(0xABCD))).isEqualTo(17345);
        assertThat(field.multiply(0, field.log(0xABCD))).isZero();
    }
}
