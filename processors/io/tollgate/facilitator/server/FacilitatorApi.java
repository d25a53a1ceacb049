package io.tollgate.facilitator.server;

import com.fasterxml.jackson.databind.JsonNode;

/** The three calls of a facilitator (x402 v2 section 7), whatever money stands behind it. None of them throws. */
public interface FacilitatorApi {
    FacilitatorHttpResponse verify(JsonNode body);

    FacilitatorHttpResponse settle(JsonNode body);

    FacilitatorHttpResponse supported();
}
