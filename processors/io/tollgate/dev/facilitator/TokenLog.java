package io.tollgate.dev.facilitator;

import io.tollgate.x402.money.Bytes32;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The events of the simulated token by block and by transaction. Not thread-safe; its owner synchronizes. */
final class TokenLog {
    private final TreeMap<Long, List<TokenEvent>> byBlock = new TreeMap<>();
    private final Map<Bytes32, List<TokenEvent>> byTransaction = new HashMap<>();

    void add(long block, Bytes32 transaction, List<Bytes32> topics, Optional<Bytes32> data) {
        List<TokenEvent> before = byBlock.computeIfAbsent(block, number -> new ArrayList<>());
        TokenEvent event = new TokenEvent(block, before.size(), transaction, topics, data);
        before.add(event);
        byTransaction.computeIfAbsent(transaction, hash -> new ArrayList<>()).add(event);
    }

    /** Returns events of a range of blocks, both bounds included, oldest first. */
    List<TokenEvent> between(long from, long to) {
        return from > to
                ? List.of()
                : byBlock.subMap(from, true, to, true).values().stream()
                        .flatMap(List::stream)
                        .toList();
    }

    List<TokenEvent> of(Bytes32 transaction) {
        return List.copyOf(byTransaction.getOrDefault(transaction, List.of()));
    }
}
