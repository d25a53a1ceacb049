package io.tollgate.catalog;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The SQL of an item's terms: a row for each version, of which the newest is in force. */
final class TermsDao {
    static final int FIRST = 1;

    /** What {@link #terms} reads, of a table called t. */
    static final String COLUMNS =
            "t.version, t.price, t.pay_to, t.chain_id, t.per_mib, t.least_price, t.most_price, t.networks";

    private TermsDao() {}

    static void insert(Handle handle, String itemId, ItemTerms terms, long now) {
        SaleTerms asked = terms.requested();
        Optional<Pricing.PerMiB> bySize = bySize(asked.pricing());
        handle.createUpdate("""
                        insert into item_terms (item_id, version, price, pay_to, chain_id, since_at, per_mib,
                            least_price, most_price, networks)
                        values (:id, :version, :price, :payTo, :chain, :now, :perMiB, :least, :most, :networks)
                        """)
                .bind("id", itemId)
                .bind("version", terms.version())
                .bind("price", terms.price().toString())
                .bind("payTo", asked.payTo().lowerCase())
                .bind("chain", asked.network().number())
                .bind("now", now)
                .bind("perMiB", bySize.map(rule -> rule.rate().toString()).orElse(null))
                .bind("least", bySize.map(rule -> rule.least().toString()).orElse(null))
                .bind(
                        "most",
                        bySize.flatMap(Pricing.PerMiB::most)
                                .map(AtomicAmount::toString)
                                .orElse(null))
                .bind("networks", networks(asked.networks()))
                .execute();
    }

    private static Optional<Pricing.PerMiB> bySize(Pricing pricing) {
        return pricing instanceof Pricing.PerMiB rule ? Optional.of(rule) : Optional.empty();
    }

    /** What the first terms come to is known when the last byte has come. */
    static void price(Handle handle, String itemId, AtomicAmount price) {
        handle.createUpdate("update item_terms set price = :price where item_id = :id and version = :first")
                .bind("price", price.toString())
                .bind("id", itemId)
                .bind("first", FIRST)
                .execute();
    }

    static ItemTerms first(Handle handle, String itemId) {
        return handle.createQuery(
                        "select " + COLUMNS + " from item_terms t where t.item_id = :id and t.version = :first")
                .bind("id", itemId)
                .bind("first", FIRST)
                .map((row, context) -> terms(row))
                .one();
    }

    static void supersede(Handle handle, String itemId, int version, long now) {
        handle.createUpdate("update item_terms set superseded_at = :now where item_id = :id and version = :version")
                .bind("now", now)
                .bind("id", itemId)
                .bind("version", version)
                .execute();
    }

    /** Newest first: the ones in force, and those that were until after the given moment. */
    static List<ItemTerms> since(Handle handle, String itemId, Instant moment) {
        return handle.createQuery("select " + COLUMNS + """
                         from item_terms t
                        where t.item_id = :id and (t.superseded_at is null or t.superseded_at > :moment)
                        order by t.version desc
                        """)
                .bind("id", itemId)
                .bind("moment", moment.toEpochMilli())
                .map((row, context) -> terms(row))
                .list();
    }

    static void delete(Handle handle, String itemId) {
        handle.createUpdate("delete from item_terms where item_id = :id")
                .bind("id", itemId)
                .execute();
    }

    static ItemTerms terms(ResultSet row) throws SQLException {
        AtomicAmount price = AtomicAmount.parse(row.getString("price"));
        SaleTerms asked = new SaleTerms(
                pricing(row, price),
                new Address(row.getString("pay_to")),
                new ChainId(row.getLong("chain_id")),
                networks(row.getString("networks")));
        return new ItemTerms(row.getInt("version"), asked, price);
    }

    private static Pricing pricing(ResultSet row, AtomicAmount price) throws SQLException {
        String rate = row.getString("per_mib");
        return rate == null
                ? new Pricing.Fixed(price)
                : new Pricing.PerMiB(
                        AtomicAmount.parse(rate),
                        AtomicAmount.parse(row.getString("least_price")),
                        Optional.ofNullable(row.getString("most_price")).map(AtomicAmount::parse));
    }

    private static String networks(List<ChainId> chains) {
        return chains.stream().map(chain -> Long.toString(chain.number())).collect(Collectors.joining(","));
    }

    private static List<ChainId> networks(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(","))
                        .map(number -> new ChainId(Long.parseLong(number)))
                        .toList();
    }
}
