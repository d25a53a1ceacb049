package io.tollgate.app;

import io.tollgate.settings.Settings;
import io.tollgate.upload.ticket.FinishTicket;
import io.tollgate.upload.ticket.IssueTicket;
import io.tollgate.upload.ticket.ShowTicket;
import io.tollgate.upload.ticket.Tickets;
import io.tollgate.upload.ticket.UseTicket;
import io.tollgate.upload.ticket.UsedTickets;
import java.time.Clock;
import javax.crypto.SecretKey;

/** Builds the steps of uploads with a ticket. */
final class TicketBeans {
    private TicketBeans() {}

    static void bind(Steps steps, GatewayServices services, SecretKey key) {
        Settings settings = services.settings();
        Clock clock = services.clock();
        Tickets tickets = new Tickets(key, services.ids(), clock);
        UsedTickets used = new UsedTickets(services.database(), clock);
        long largest = settings.upload().maxSize().bytes();
        steps.add("issueTicket", new IssueTicket(tickets, settings.server().publicUrl(), largest, clock));
        steps.add("useTicket", new UseTicket(tickets, used));
        steps.add("finishTicket", new FinishTicket(used));
        steps.add("showTicket", new ShowTicket(tickets, used));
    }
}
