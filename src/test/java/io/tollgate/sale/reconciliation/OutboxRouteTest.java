package io.tollgate.sale.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollgate.TestDatabase;
import io.tollgate.ledger.LedgerFixture;
import io.tollgate.ledger.Outbox;
import io.tollgate.ledger.Payments;
import io.tollgate.sale.events.ReadEvent;
import io.tollgate.sale.events.RecordEventDelivery;
import io.tollgate.sale.events.TakeDueEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped outbox route in front of a hook that a seller wrote, which may fail. */
class OutboxRouteTest {
    private final LedgerFixture fixture = new LedgerFixture(TestDatabase.H2);
    private final Outbox outbox = new Outbox(fixture.database, fixture.clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        Properties properties = new Properties();
        properties.put("tollgate.outbox.interval", "100");
        camel.getPropertiesComponent().setOverrideProperties(properties);
        camel.getComponent("direct", DirectComponent.class).setBlock(false);
        camel.getRegistry().bind("takeDueEvents", new TakeDueEvents(outbox, meters));
        camel.getRegistry().bind("readEvent", new ReadEvent());
        camel.getRegistry().bind("recordEventDelivery", new RecordEventDelivery(outbox, meters));
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        PluginHelper.getResourceLoader(camel).resolveResource("classpath:routes/outbox.camel.yaml"));
    }

    @AfterEach
    void stop() {
        camel.stop();
        fixture.close();
    }

    private void hook(boolean ownErrorHandler) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                if (ownErrorHandler) {
                    onException(Exception.class).handled(true).log("dealt with");
                } else {
                    errorHandler(noErrorHandler());
                }
                from("direct:sale-event").process(OutboxRouteTest.this::take);
            }
        });
        camel.start();
    }

    private void take(Exchange exchange) throws IOException {
        ids.add(exchange.getMessage().getHeader("TollgateEventId", String.class));
        if (failures.getAndDecrement() > 0) {
            throw new IOException("the shop's mail server is down");
        }
        told.add(exchange.getMessage().getBody(String.class));
    }

    @Test
    void aHookIsToldOfEverySaleOnceInJson() throws Exception {
        hook(false);
        fixture.sold(Payments.v1(1));
        fixture.sold(Payments.v1(2));

        await().atMost(Duration.ofSeconds(20)).until(() -> outbox.waiting().waiting() == 0);

        assertThat(told).hasSize(2);
        JsonNode event = new JsonMapper().readTree(told.getFirst());
        assertThat(event.path("type").asText()).isEqualTo("sale-settled");
        assertThat(event.path("id").asText()).isEqualTo(ids.getFirst());
        assertThat(meters.get("tollgate.outbox.messages")
                        .tag("outcome", "delivered")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aHookThatFailsIsToldAgainLaterWithTheSameId() throws Exception {
        failures.set(1);
        hook(false);
        fixture.sold(Payments.v1(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> ids.size() == 1);
        assertThat(told).isEmpty();
        assertThat(outbox.waiting().waiting()).isEqualTo(1);

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            fixture.clock.advance(Duration.ofSeconds(5));
            return outbox.waiting().waiting() == 0;
        });

        assertThat(told).hasSize(1);
        assertThat(ids).hasSize(2).containsOnly(ids.getFirst());
    }

    @Test
    void aHookThatDealsWithItsFailureItselfHasFailedAllTheSame() throws Exception {
        failures.set(1);
        hook(true);
        fixture.sold(Payments.v1(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> ids.size() == 1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> meters.find("tollgate.outbox.messages")
                                .tag("outcome", "failed")
                                .counter()
                        != null);

        assertThat(outbox.waiting().waiting()).isEqualTo(1);
    }

    @Test
    void aHookThatIsMissingLosesNothing() throws Exception {
        camel.start();
        fixture.sold(Payments.v1(1));

        await().atMost(Duration.ofSeconds(40))
                .until(() -> meters.find("tollgate.outbox.messages")
                                .tag("outcome", "failed")
                                .counter()
                        != null);

        assertThat(outbox.waiting()).isEqualTo(new Outbox.Waiting(1, 0));
    }
}
