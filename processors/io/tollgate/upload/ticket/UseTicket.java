package io.tollgate.upload.ticket;

import io.tollgate.http.server.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Authorizes an upload by a ticket, once; the fields of the ticket replace those of the request. */
public final class UseTicket implements Processor {
    static final String TICKET = "uploadTicket";

    private final Tickets tickets;
    private final UsedTickets usedTickets;

    public UseTicket(Tickets tickets, UsedTickets usedTickets) {
        this.tickets = tickets;
        this.usedTickets = usedTickets;
    }

    @Override
    public void process(Exchange exchange) {
        Ticket ticket = read(exchange, tickets);
        if (tickets.isExpired(ticket)) {
            throw Problem.of(410, "ticket_expired", "this ticket has expired; request another one");
        }
        if (!usedTickets.use(ticket)) {
            throw Problem.of(409, "ticket_used", "this ticket has already been used; request another one");
        }
        exchange.setProperty(TICKET, ticket);
        exchange.setProperty("uploadFields", ticket.fields());
    }

    static Ticket read(Exchange exchange, Tickets tickets) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        return tickets.read(path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow(() -> Problem.of(404, "no_ticket", "this is not a ticket of this gateway"));
    }
}
