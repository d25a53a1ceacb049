package io.tollgate.upload.ticket;

import io.tollgate.http.server.Problem;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Shows the result of a ticket: the answer of its upload, or a problem before it has one. */
public final class ShowTicket implements Processor {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Tickets tickets;
    private final UsedTickets usedTickets;

    public ShowTicket(Tickets tickets, UsedTickets usedTickets) {
        this.tickets = tickets;
        this.usedTickets = usedTickets;
    }

    @Override
    public void process(Exchange exchange) {
        Ticket ticket = UseTicket.read(exchange, tickets);
        Optional<UsedTickets.Use> use = usedTickets.find(ticket);
        if (use.isEmpty()) {
            throw tickets.isExpired(ticket)
                    ? Problem.of(410, "ticket_expired", "no file was sent in time; request another ticket")
                    : Problem.retry(
                            409, "not_sent_yet", "no file has been sent with this ticket yet", RETRY_AFTER, null);
        }
        String answer = use.get()
                .answer()
                .orElseThrow(() -> Problem.retry(
                        409, "not_stored_yet", "the file is being stored, or its upload failed", RETRY_AFTER, null));
        IssueTicket.write(exchange, answer);
    }
}
