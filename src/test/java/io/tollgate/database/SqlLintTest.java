package io.tollgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** H2, PostgreSQL and compatible distributed databases accept every SQL statement, with the same meaning. */
class SqlLintTest {
    private static final Path MIGRATIONS = Path.of("processors/resources/db/migration");
    private static final Path WALLET_MIGRATIONS = Path.of("processors/resources/db/wallet");
    private static final List<Path> SOURCES = List.of(Path.of("processors/io/tollgate"), Path.of("mcp/io/tollgate"));

    private static final Pattern FORBIDDEN = Pattern.compile(
            String.join(
                    "|",
                    "\\bsequence\\b",
                    "\\bnextval\\b",
                    "\\b(small|big)?serial\\b",
                    "\\bidentity\\b",
                    "\\bauto_increment\\b",
                    "\\bgenerated\\s+(always|by)\\b",
                    "\\bforeign\\s+key\\b",
                    "\\breferences\\b",
                    "\\bmerge\\s+into\\b",
                    "\\bon\\s+conflict\\b(?!\\s+do\\s+nothing\\b)",
                    "\\bon\\s+duplicate\\b",
                    "\\breturning\\b",
                    "\\b(clob|blob|varbinary|varchar2|jsonb?|uuid|enum|array|tinyint|double|timestamp|timestamptz)\\b(?!\\()",
                    "\\bcreate\\s+(temp|temporary|trigger|function|view|type)\\b"),
            Pattern.CASE_INSENSITIVE);

    /** Text blocks and plain strings of a Java source. */
    private static final Pattern STRINGS =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    private static final Pattern SQL =
            Pattern.compile("^\\s*(select|insert|update|delete|create|alter|merge|with)\\b.*", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("statements")
    void everyDatabaseReadsIt(String where, String sql) {
        assertThat(FORBIDDEN.matcher(sql).results().map(MatchResult::group))
                .as("%s: %s", where, sql)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create sequence payment_ids",
                "id bigint generated always as identity",
                "id bigserial",
                "item_id varchar(40) references item (id)",
                "merge into item using",
                "insert into item values (1) on conflict (id) do nothing",
                "insert into item values (1) on conflict do update set title = 'x'",
                "payload jsonb not null"
            })
    void theLintDetectsForbiddenSql(String sql) {
        assertThat(FORBIDDEN.matcher(sql).find()).isTrue();
    }

    @Test
    void everyMigrationInTheFolderIsNamedInTheOrderItIsRun() throws IOException {
        assertThat(names(MIGRATIONS)).containsExactlyInAnyOrderElementsOf(Migrations.FILES);
        assertThat(names(WALLET_MIGRATIONS)).containsExactlyInAnyOrderElementsOf(Migrations.WALLET);
    }

    private static List<String> names(Path folder) throws IOException {
        return files(List.of(folder), "").stream()
                .filter(Files::isRegularFile)
                .map(file -> file.getFileName().toString())
                .toList();
    }

    static Stream<String[]> statements() throws IOException {
        List<String[]> migrations = files(List.of(MIGRATIONS, WALLET_MIGRATIONS), ".sql").stream()
                .map(file -> new String[] {file.toString(), read(file).replaceAll("--.*", "")})
                .toList();
        List<String[]> inSources = files(SOURCES, ".java").stream()
                .flatMap(file -> strings(read(file))
                        .filter(text -> SQL.matcher(text).matches())
                        .map(text -> new String[] {file.toString(), text}))
                .toList();
        assertThat(migrations).hasSizeGreaterThan(Migrations.WALLET.size());
        assertThat(inSources).hasSizeGreaterThan(10);
        for (Path folder : SOURCES) {
            assertThat(inSources)
                    .as("statements in %s", folder)
                    .anyMatch(found -> Path.of(found[0]).startsWith(folder));
        }
        return Stream.concat(migrations.stream(), inSources.stream());
    }

    private static Stream<String> strings(String source) {
        return STRINGS.matcher(source).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1));
    }

    private static List<Path> files(List<Path> folders, String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(suffix)).forEach(found::add);
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
