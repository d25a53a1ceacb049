package io.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.admin.SalesSwitch;
import io.tollgate.http.server.JsonAnswer;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Pauses, resumes or shows sales, and answers their state: {@code {"sales":"paused","since":"…"}}. */
public final class SwitchSales implements Processor {
    private final SalesSwitch sales;
    private final Consumer<SalesSwitch> change;

    /** @param change what to do before the answer; nothing, to show the state */
    public SwitchSales(SalesSwitch sales, Consumer<SalesSwitch> change) {
        this.sales = sales;
        this.change = change;
    }

    @Override
    public void process(Exchange exchange) {
        change.accept(sales);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sales", sales.paused() ? "paused" : "open");
        sales.pausedSince().ifPresent(since -> json.put("since", since.toString()));
        JsonAnswer.send(exchange, 200, json);
    }
}
