package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboard and the alert rules in docs/grafana use metrics and labels that a gateway has after a sale. */
class DashboardTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "docs/grafana");
    private static final Pattern METRIC = Pattern.compile("\\b(tollgate|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern LABEL = Pattern.compile("by \\(([a-z, ]+)\\)\\s*\\((?:rate\\(|increase\\()?([a-z_]+)");

    private static Scrape seen;

    @BeforeAll
    static void aSale() {
        try (TestGateway gateway = TestGateway.start()) {
            TestGateway.Sold sold = gateway.upload(new byte[1000], TestGateway.PRICE);
            String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
            gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
            gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", "nonsense");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(Scrape.of(gateway).sum("tollgate_requests_seconds_count"))
                            .isGreaterThanOrEqualTo(4));
            seen = Scrape.of(gateway);
        }
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : new String[] {"tollgate-dashboard.json", "tollgate-alerts.yaml"}) {
            texts.put(name, Files.readString(FOLDER.resolve(name)));
        }
        return texts;
    }

    @Test
    void everyMetricInTheDashboardExists() throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            TreeSet<String> asked = METRIC.matcher(file.getValue())
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(asked).hasSizeGreaterThan(5);
            assertThat(seen.names()).as(file.getKey()).containsAll(asked);
        }
    }

    @Test
    void everyLabelInTheDashboardExists() throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            for (MatchResult found : LABEL.matcher(file.getValue()).results().toList()) {
                for (String label : found.group(1).split(", *")) {
                    if (!label.matches("job|instance")) {
                        assertThat(seen.series().keySet())
                                .as(label + " of " + found.group(2))
                                .anyMatch(series ->
                                        series.startsWith(found.group(2) + "{") && series.contains(label + "=\""));
                    }
                }
            }
        }
    }

    @Test
    void theDashboardAndTheRulesAreWellFormed() throws IOException {
        assertThat(TestGateway.JSON
                        .readTree(files().get("tollgate-dashboard.json"))
                        .path("panels"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> {
                    assertThat(panel.path("title").asText()).isNotEmpty();
                    assertThat(panel.path("description").asText()).isNotEmpty();
                    assertThat(panel.path("targets")).isNotEmpty();
                });
        Map<?, ?> rules = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(files().get("tollgate-alerts.yaml"));
        Map<?, ?> group = (Map<?, ?>) ((List<?>) rules.get("groups")).getFirst();
        assertThat((List<?>) group.get("rules"))
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        rule -> assertThat(((Map<?, ?>) rule).keySet().stream().map(Object::toString))
                                .contains("alert", "expr", "for", "labels", "annotations"));
    }
}
