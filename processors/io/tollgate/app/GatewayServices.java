package io.tollgate.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.x402.money.Networks;
import java.security.SecureRandom;
import java.time.Clock;

/** What the steps of every capability of a gateway are built with. */
record GatewayServices(
        Settings settings,
        Mode mode,
        Database database,
        Networks networks,
        RandomIds ids,
        SecureRandom random,
        Clock clock,
        MeterRegistry meters) {

    GatewayServices(
            Settings settings, Mode mode, Database database, SecureRandom random, Clock clock, MeterRegistry meters) {
        this(settings, mode, database, new Networks(), new RandomIds(random), random, clock, meters);
    }
}
