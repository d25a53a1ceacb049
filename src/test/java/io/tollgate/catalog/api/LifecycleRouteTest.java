package io.tollgate.catalog.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.TestGateway;
import io.tollgate.upload.DataFolderInspector;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The route that moves items on runs by itself, and an operator sees what it finds. */
class LifecycleRouteTest {
    private static String metrics(TestGateway gateway) {
        return new String(
                gateway.send(HttpRequest.newBuilder(gateway.managementUrl("/observe/metrics"))
                                .build())
                        .body(),
                StandardCharsets.UTF_8);
    }

    @Test
    void itemsAreMovedOnAndCountedWithoutAnybodyAsking() {
        try (TestGateway gateway = TestGateway.start(
                        Map.of("TOLLGATE_LIFECYCLE_INTERVAL", "1s", "TOLLGATE_EXPIRY_NOTICE", "365d"));
                DataFolderInspector inspector = new DataFolderInspector(gateway)) {
            gateway.upload("stays".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
            TestGateway.Sold over = gateway.upload("is over".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);

            inspector.endSale(over.blobId());

            await().untilAsserted(() -> assertThat(metrics(gateway))
                    .contains("tollgate_items{state=\"for_sale\"} 1.0")
                    .contains("tollgate_items{state=\"expiring\"} 1.0")
                    .contains("tollgate_items{state=\"gone\"} 0.0")
                    .contains("tollgate_items_expiring_soon 1.0"));
        }
    }
}
