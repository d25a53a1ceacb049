package io.tollgate.facilitator.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a facilitator says it can settle: the kinds of its {@code /supported} answer that are scheme exact on a network
 * we know, in either version of the protocol. Everything else in the answer is ignored.
 */
public record SupportedKinds(Set<Kind> kinds) {
    /** One version of the protocol on one chain. */
    public record Kind(int version, ChainId chain) {}

    public SupportedKinds {
        kinds = Set.copyOf(kinds);
    }

    /** Empty when this is no answer to the question; an answer may well name nothing. */
    public static Optional<SupportedKinds> parse(int status, byte[] body, Networks networks) {
        JsonNode listed = FacilitatorAnswers.parse(body).path("kinds");
        if (status < 200 || status >= 300 || !listed.isArray()) {
            return Optional.empty();
        }
        Set<Kind> kinds = new HashSet<>();
        for (JsonNode kind : listed) {
            int version = kind.path("x402Version").asInt();
            if ((version == 1 || version == 2)
                    && "exact".equals(kind.path("scheme").textValue())) {
                networks.find(kind.path("network").asText())
                        .ifPresent(network -> kinds.add(new Kind(version, network.chain())));
            }
        }
        return Optional.of(new SupportedKinds(kinds));
    }

    public boolean includes(int version, Network network) {
        return kinds.contains(new Kind(version, network.chain()));
    }

    /** In some version. */
    public boolean includes(Network network) {
        return includes(1, network) || includes(2, network);
    }

    /** {@code eip155:8453 v1, eip155:8453 v2}. */
    @Override
    public String toString() {
        return kinds.isEmpty()
                ? "nothing we know"
                : kinds.stream()
                        .map(kind -> kind.chain() + " v" + kind.version())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
