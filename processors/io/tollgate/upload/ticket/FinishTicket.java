package io.tollgate.upload.ticket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps the answer of an upload for whoever asked for the ticket. Without the seller's token, which is shown once and
 * not kept: it goes to the one who sent the file.
 */
public final class FinishTicket implements Processor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UsedTickets usedTickets;

    public FinishTicket(UsedTickets used) {
        this.usedTickets = used;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        ByteBuffer answer = exchange.getMessage().getBody(ByteBuffer.class).duplicate();
        byte[] bytes = new byte[answer.remaining()];
        answer.get(bytes);
        ObjectNode json = (ObjectNode) JSON.readTree(bytes);
        json.remove("sellerToken");
        usedTickets.finish(exchange.getProperty(UseTicket.TICKET, Ticket.class), json.toString());
    }
}
