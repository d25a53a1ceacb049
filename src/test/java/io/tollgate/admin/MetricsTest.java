package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Metrics of sales, refusals and downloads. */
class MetricsTest {
    @Test
    void aSaleARefusalAndADownloadAreCounted() {
        try (TestGateway gateway = TestGateway.start()) {
            TestGateway.Sold sold = gateway.upload(new byte[100_000], TestGateway.PRICE);
            String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
            gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
            gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
            gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", "nonsense");
            gateway.get(gateway.url("/download/" + "A".repeat(43)));

            Awaitility.await()
                    .untilAsserted(() -> assertThat(Scrape.of(gateway).sum("tollgate_requests_seconds_count"))
                            .isGreaterThanOrEqualTo(6));
            Scrape seen = Scrape.of(gateway);

            assertThat(seen.sum("tollgate_challenges_total")).isEqualTo(1);
            assertThat(seen.sum("tollgate_sales_total", "network=\"base-sepolia\"", "version=\"2\""))
                    .isEqualTo(1);
            assertThat(seen.sum("tollgate_revenue_usdc_total", "network=\"base-sepolia\""))
                    .isEqualTo(0.01);
            assertThat(seen.sum("tollgate_refusals_total", "code=\"malformed_payment\""))
                    .isEqualTo(1);
            assertThat(seen.sum("tollgate_refusals_total", "code=\"not_found\""))
                    .isEqualTo(1);
            assertThat(seen.sum("tollgate_downloads_seconds_count", "outcome=\"complete\""))
                    .isEqualTo(2);
            assertThat(seen.sum("tollgate_downloads_sent_bytes_total")).isEqualTo(200_000);
            assertThat(seen.sum("tollgate_downloads_in_flight")).isZero();
            assertThat(seen.sum("tollgate_requests_seconds_count", "route=\"download\"", "status=\"200\""))
                    .isEqualTo(2);
            assertThat(seen.names()).contains("jvm_memory_used_bytes", "process_uptime_seconds");
        }
    }

    @Test
    void everySeriesOfTollgateHasAHelpText() {
        try (TestGateway gateway = TestGateway.start()) {
            gateway.upload(new byte[10], "0");
            String[] lines = new String(
                            gateway.get(gateway.managementUrl("/observe/metrics"))
                                    .body(),
                            StandardCharsets.UTF_8)
                    .split("\n");

            assertThat(Arrays.stream(lines).filter(line -> line.startsWith("# HELP tollgate_")))
                    .hasSizeGreaterThan(5)
                    .allMatch(line -> line.split(" ", 4).length == 4 && line.split(" ", 4)[3].length() > 8, "has help");
        }
    }
}
