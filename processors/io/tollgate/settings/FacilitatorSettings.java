package io.tollgate.settings;

import java.util.List;
import java.util.Optional;

/** The settings of {@code ./tollgate facilitator}. */
public final class FacilitatorSettings {
    public static final Setting<Secret> GAS_KEY = Setting.secret(
            "facilitator.gas-key",
            "FACILITATOR_GAS_KEY",
            AccessKinds.privateKey(),
            "Key of the account that pays the gas of settlements and needs no other funds; required by facilitator");
    public static final Setting<String> HOST = Setting.of(
            "facilitator.host",
            "TOLLGATE_FACILITATOR_HOST",
            Kind.host(),
            "127.0.0.1",
            "Address the facilitator listens on; every client that reaches it can spend its gas");
    public static final Setting<Integer> MAX_FEE = Setting.of(
            "facilitator.max-fee",
            "TOLLGATE_FACILITATOR_MAX_FEE",
            Kind.count(1, 100_000),
            "500",
            "Highest price the facilitator offers for a unit of gas, in gwei");

    static final List<Setting<?>> ALL = List.of(GAS_KEY, HOST, MAX_FEE);

    private final Settings settings;

    FacilitatorSettings(Settings settings) {
        this.settings = settings;
    }

    public Optional<Secret> gasKey() {
        return settings.find(GAS_KEY);
    }

    public String host() {
        return settings.get(HOST);
    }

    /** In gwei per unit of gas. */
    public int maxFee() {
        return settings.get(MAX_FEE);
    }
}
