package io.tollgate.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.admin.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/contracts.md lists every public name. {@code -Dtollgate.pages=write} rewrites it after a change. */
class ContractPageTest {
    private static final Path PAGE = Path.of("docs", "contracts.md");

    @Test
    void thePageListsEveryPublicName() throws IOException {
        String text = ContractPage.write();
        if ("write".equals(System.getProperty("tollgate.pages"))) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).content().isEqualTo(text);
    }

    /** This class takes the code from the sign-in fault. */
    @Test
    void almostEveryProblemCodeIsALiteral() {
        assertThat(SourceNames.read().computedProblems())
                .containsExactly("processors/io/tollgate/catalog/api/AuthorizeSeller.java");
    }

    @Test
    void everyMetricOfAGatewayIsOnThePage() {
        Set<String> listed = SourceNames.read().metrics().stream()
                .map(SourceNames.Metric::name)
                .collect(Collectors.toSet());
        try (TestGateway gateway = TestGateway.start()) {
            gateway.get(gateway.upload(new byte[10], "0").downloadUrl());

            assertThat(Scrape.of(gateway).names())
                    .filteredOn(name -> name.startsWith("tollgate_"))
                    .hasSizeGreaterThan(10)
                    .map(name -> name.replaceFirst("_(count|sum|max)$", ""))
                    .isSubsetOf(listed);
        }
    }
}
