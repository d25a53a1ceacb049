package io.tollgate.facilitator;

import com.fasterxml.jackson.databind.JsonNode;

/** The three calls of a facilitator (x402 v2 section 7), whatever money stands behind it. None of them throws. */
public interface FacilitatorApi {
    WireAnswer verify(JsonNode body);

    WireAnswer settle(JsonNode body);

    WireAnswer supported();
}
