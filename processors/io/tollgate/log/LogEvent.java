package io.tollgate.log;

import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log lines that alarms, filters or operators count. The name of an event and its level are a public contract: the
 * text of the line may change, these do not. A JSON log has the name in its field {@value #KEY}.
 */
public enum LogEvent {
    BACKUP_WRITTEN("backup.written", Level.INFO, "An operator had the database backed up."),
    BUYERS_FORGOTTEN("buyers.forgotten", Level.INFO, "The ledger replaced buyers of old sales with pseudonyms."),
    CHAIN_UNREACHABLE("chain.unreachable", Level.WARN, "The node of a network did not answer at the start."),
    CLAIM_RELEASE_FAILED("claim.release-failed", Level.ERROR, "A claim on a payment stays until its lease ends."),
    ENTITLEMENT_REVOKED("entitlement.revoked", Level.INFO, "An operator revoked a buyer's entitlement."),
    FACILITATOR_NO_ANSWER("facilitator.no-answer", Level.WARN, "A facilitator did not answer a call."),
    FACILITATOR_REMOVED(
            "facilitator.removed",
            Level.ERROR,
            "A payment was sent to a facilitator that is no longer configured, so its outcome stays unknown."),
    GATEWAY_DRAINING("gateway.draining", Level.INFO, "The gateway stops and takes no new requests."),
    ITEM_DELETED("item.deleted", Level.INFO, "A seller deleted an item."),
    ITEM_RESTORED("item.restored", Level.INFO, "An operator serves an item again."),
    ITEM_TAKEN_DOWN("item.taken-down", Level.INFO, "An operator took an item down."),
    ITEMS_EXPIRING("items.expiring", Level.WARN, "The number of items whose sale ends within the notice grew."),
    KEK_RENEWED("kek.renewed", Level.INFO, "A new key-encryption key replaces the old one."),
    KEK_RETIRED("kek.retired", Level.INFO, "An old key-encryption key was removed."),
    NETWORK_UNSERVED("network.unserved", Level.WARN, "No facilitator settles a network that items are sold on."),
    OUTBOX_ABANDONED("outbox.abandoned", Level.ERROR, "A sale event could not be delivered and is not tried again."),
    OUTBOX_FAILED("outbox.failed", Level.WARN, "A sale event could not be delivered and is tried again."),
    PUBLISHER_FAILED("publisher.failed", Level.WARN, "A Walrus publisher did not answer or refused a blob."),
    RECEIPT_KEY_ROTATED("receipt-key.rotated", Level.INFO, "Receipts are signed with a new key."),
    REQUEST_FAILED("request.failed", Level.WARN, "A route failed for a reason that the gateway does not expect."),
    ROUTES_REFUSED("routes.refused", Level.ERROR, "Changed route files are wrong; the old routes keep running."),
    ROUTES_RELOADED("routes.reloaded", Level.INFO, "Changed route files run now."),
    SALES_PAUSED("sales.paused", Level.WARN, "An operator paused sales."),
    SALES_RESUMED("sales.resumed", Level.WARN, "An operator resumed sales."),
    SETTLEMENT_CONFIRMED("settlement.confirmed", Level.INFO, "Reconciliation found that a payment was settled."),
    SETTLEMENT_DISPROVED("settlement.disproved", Level.INFO, "Reconciliation found that a payment was not settled."),
    SETTLEMENT_RESOLVED("settlement.resolved", Level.WARN, "An operator decided the outcome of a payment."),
    SETTLEMENT_STALE("settlement.stale", Level.WARN, "The outcome of a payment is unknown for more than a minute."),
    TOOL_FAILED("tool.failed", Level.WARN, "An MCP tool failed for a reason that it does not expect."),
    TRACES_REFUSED("traces.refused", Level.WARN, "The collector does not take traces."),
    UPSTREAM_STATE("upstream.state", Level.WARN, "The circuit breaker of an upstream changed its state."),
    WALLET_LOW(
            "wallet.low", Level.WARN, "The operator's wallet holds, or may spend today, less than WALLET_LOW_BELOW.");

    /** The key of the event's name among the key-value pairs of a line, and its field in a JSON log. */
    public static final String KEY = "event";

    private final String key;
    private final Level level;
    private final String meaning;

    LogEvent(String key, Level level, String meaning) {
        this.key = key;
        this.level = level;
        this.meaning = meaning;
    }

    /** As log lines and filters spell it, for example {@code settlement.stale}. */
    public String key() {
        return key;
    }

    public Level level() {
        return level;
    }

    /** One sentence for operators. */
    public String meaning() {
        return meaning;
    }

    /** Begins a line of this event; the caller adds the text. */
    public LoggingEventBuilder at(Logger log) {
        return log.atLevel(level).addKeyValue(KEY, key);
    }
}
