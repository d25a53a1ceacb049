package io.tollgate.upload.ticket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Records the answer of an upload for the owner of the ticket. The seller token is left out: it is shown once, to the
 * client that sent the file, and is not stored.
 */
public final class FinishTicket implements Processor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UsedTickets usedTickets;

    public FinishTicket(UsedTickets usedTickets) {
        this.usedTickets = usedTickets;
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
