package io.tollgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index of docs/decisions shows number, title, status and date of every record. */
class DecisionsTest {
    private static final Path FOLDER = Path.of("docs", "decisions");
    private static final Pattern HEAD = Pattern.compile(
            "# (\\d+)\\. (.+)\n\nStatus: (accepted|superseded by \\d{4})\nDate: (\\d{4}-\\d\\d-\\d\\d.*)\n");

    @Test
    void theIndexShowsEveryRecord() throws IOException {
        List<Path> records;
        try (Stream<Path> files = Files.list(FOLDER)) {
            records = files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
        StringBuilder rows = new StringBuilder("|---|---|---|---|\n");
        for (Path file : records) {
            Matcher head = HEAD.matcher(Files.readString(file));
            assertThat(head.lookingAt()).as("head of " + file).isTrue();
            String name = file.getFileName().toString();
            String number = "%04d".formatted(Integer.parseInt(head.group(1)));
            assertThat(name).startsWith(number);
            rows.append("| %s | [%s](%s) | %s | %s |\n"
                    .formatted(number, head.group(2), name, head.group(3), head.group(4)));
        }

        assertThat(FOLDER.resolve("README.md")).content().endsWith(rows.toString());
    }
}
