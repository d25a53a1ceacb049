package io.tollgate.mcp.wallet;

import java.time.Instant;

/** One thing that happened to a purchase. */
public record AuditLine(String purchase, Instant at, String event, String detail) {}
