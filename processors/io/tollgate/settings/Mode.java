package io.tollgate.settings;

/** What a gateway is started for; it decides which settings are required and whether {@code /dev/*} exists. */
public enum Mode {
    /** Production: every outside service must be named, nothing embedded is loaded. */
    SERVE,
    /** One machine: Walrus and facilitator are embedded, and only 127.0.0.1 is bound. */
    DEV
}
