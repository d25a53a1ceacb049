package io.tollgate.upload.ticket;

import io.tollgate.http.server.Problem;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells what came of a ticket: the answer of its upload, or that there is none yet. */
public final class ShowTicket implements Processor {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Tickets tickets;
    private final UsedTickets used;

    public ShowTicket(Tickets tickets, UsedTickets used) {
        this.tickets = tickets;
        this.used = used;
    }

    @Override
    public void process(Exchange exchange) {
        Ticket ticket = UseTicket.named(exchange, tickets);
        Optional<UsedTickets.Use> use = used.find(ticket);
        if (use.isEmpty()) {
            throw tickets.over(ticket)
                    ? Problem.of(410, "ticket_expired", "no file was sent in time; ask for another ticket")
                    : Problem.retry(409, "not_sent_yet", "no file was sent with this ticket yet", SOON, null);
        }
        String answer = use.get()
                .answer()
                .orElseThrow(() -> Problem.retry(
                        409, "not_stored_yet", "the file is on its way, or its upload broke off", SOON, null));
        IssueTicket.write(exchange, answer);
    }
}
