package io.tollgate.settings;

/** The mode of a gateway, which decides what settings are required and whether {@code /dev/*} exists. */
public enum Mode {
    /** Production: every external service must be configured; embedded services are not loaded. */
    SERVE,
    /** Development: Walrus and facilitator are embedded, and the gateway listens on 127.0.0.1 only. */
    DEV
}
