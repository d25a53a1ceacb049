package io.tollgate.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R13: for every file name, the header has one line, one name and ASCII characters. */
class ContentDispositionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "report.pdf | attachment; filename=\"report.pdf\"",
                "my report (1).pdf | attachment; filename=\"my report (1).pdf\"",
                "Füße.txt | attachment; filename=\"F__e.txt\"; filename*=UTF-8''F%C3%BC%C3%9Fe.txt",
                "a\"b.txt | attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt",
                "50%.txt | attachment; filename=\"50_.txt\"; filename*=UTF-8''50%25.txt",
                "it's*.txt | attachment; filename=\"it's*.txt\"",
            })
    void aNameIsWrittenForOldAndNewClients(String name, String header) {
        assertThat(ContentDisposition.attachment(name)).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/etc/passwd",
                "C:\\etc\\passwd",
                "..\\passwd",
                "a/..\\b/passwd",
                " x/ passwd "
            })
    void onlyTheLastSegmentOfAPathIsLeft(String name) {
        assertThat(ContentDisposition.baseName(name)).isEqualTo("passwd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "a/", "a\\", "\u0000", "\r\n", "a/ . ", "\u202e", "\u2028"})
    void anEmptyNameBecomesFile(String name) {
        assertThat(ContentDisposition.baseName(name)).isEqualTo("file");
    }

    @Test
    void aMissingNameBecomesFile() {
        assertThat(ContentDisposition.attachment(null)).isEqualTo("attachment; filename=\"file\"");
    }

    @Test
    void noCharacterBreaksTheHeader() {
        for (int c = 0; c < 0x3000; c++) {
            String header = ContentDisposition.attachment("a" + Character.toString(c) + "b.txt");

            assertThat(header)
                    .as("U+%04X", c)
                    .matches("attachment; filename=\"[ !#-\\[\\]-~]*\"(; filename\\*=UTF-8''[!-~&&[^\";,]]*)?");
        }
    }

    @Test
    void aLongNameKeepsItsEnding() {
        String header = ContentDisposition.attachment("x".repeat(10_000) + ".pdf");

        assertThat(header).hasSizeLessThan(300).endsWith("xxx.pdf\"");
    }

    @Test
    void aLongNameIsNotCutWithinACharacter() {
        String owl = "\uD83E\uDD89";

        String cut = ContentDisposition.baseName("x" + owl.repeat(99) + "a.png");

        assertThat(cut).endsWith("a.png").hasSizeLessThanOrEqualTo(200);
        assertThat(Character.isLowSurrogate(cut.charAt(0))).isFalse();
        assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cut);
    }
}
