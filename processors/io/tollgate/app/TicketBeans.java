package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.settings.Settings;
import io.tollgate.upload.ticket.FinishTicket;
import io.tollgate.upload.ticket.IssueTicket;
import io.tollgate.upload.ticket.ShowTicket;
import io.tollgate.upload.ticket.Tickets;
import io.tollgate.upload.ticket.UseTicket;
import io.tollgate.upload.ticket.UsedTickets;
import java.time.Clock;
import javax.crypto.SecretKey;
import org.apache.camel.main.Main;

/** Builds the steps of uploads by ticket. */
final class TicketBeans {
    private TicketBeans() {}

    static void bind(Main camel, Settings settings, Database database, SecretKey key, RandomIds ids, Clock clock) {
        Tickets tickets = new Tickets(key, ids, clock);
        UsedTickets used = new UsedTickets(database, clock);
        long largest = settings.upload().maxSize().bytes();
        step(camel, "issueTicket", new IssueTicket(tickets, settings.server().publicUrl(), largest, clock));
        step(camel, "useTicket", new UseTicket(tickets, used));
        step(camel, "finishTicket", new FinishTicket(used));
        step(camel, "showTicket", new ShowTicket(tickets, used));
    }
}
