package io.tollgate.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** Metrics of memory, threads, processors, open files and uptime. They are registered at the first scrape, to start fast. */
final class JvmMeters {
    private boolean bound;

    synchronized void bind(MeterRegistry meters) {
        if (!bound) {
            new JvmMemoryMetrics().bindTo(meters);
            new JvmThreadMetrics().bindTo(meters);
            new ProcessorMetrics().bindTo(meters);
            new FileDescriptorMetrics().bindTo(meters);
            new UptimeMetrics().bindTo(meters);
            bound = true;
        }
    }
}
