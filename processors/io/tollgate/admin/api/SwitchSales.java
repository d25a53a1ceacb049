package io.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.admin.SalesSwitch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Pauses or resumes sales, or only looks, and answers how it stands: {@code {"sales":"paused","since":"…"}}. */
public final class SwitchSales implements Processor {
    private final SalesSwitch sales;
    private final Consumer<SalesSwitch> change;

    public SwitchSales(SalesSwitch sales, Consumer<SalesSwitch> change) {
        this.sales = sales;
        this.change = change;
    }

    @Override
    public void process(Exchange exchange) {
        change.accept(sales);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sales", sales.paused() ? "paused" : "open");
        sales.pausedSince().ifPresent(since -> json.put("since", since.toString()));
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setBody(ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
