package io.tollgate.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tollgate.http.delivery.TransferListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures downloads: in flight, duration and outcome, and bytes sent. */
public final class DownloadMetrics implements TransferListener {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter bytes;
    private final Map<End, Timer> ends = new EnumMap<>(End.class);

    public DownloadMetrics(MeterRegistry meters) {
        Gauge.builder("tollgate.downloads.in.flight", inFlight, AtomicInteger::get)
                .description("Downloads in flight")
                .register(meters);
        bytes = Counter.builder("tollgate.downloads.sent")
                .baseUnit("bytes")
                .description("Bytes of files sent to buyers")
                .register(meters);
        for (End end : End.values()) {
            ends.put(
                    end,
                    Timer.builder("tollgate.downloads")
                            .description("Duration of downloads by outcome")
                            .tag("outcome", end.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    @Override
    public void started() {
        inFlight.incrementAndGet();
    }

    @Override
    public void sent(int count) {
        bytes.increment(count);
    }

    @Override
    public void ended(End end, Duration took) {
        inFlight.decrementAndGet();
        ends.get(end).record(took);
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** Bytes since the gateway started. */
    public long bytes() {
        return (long) bytes.count();
    }

    /** Downloads with this outcome since the gateway started. */
    public long ended(End end) {
        return ends.get(end).count();
    }
}
