package io.tollgate.admin.jmx;

import io.tollgate.admin.DownloadMetrics;
import io.tollgate.http.delivery.TransferListener.End;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Downloads}: what goes out to buyers. */
@ManagedResource(description = "Downloads of this gateway since it started")
public final class ManagedDownloads {
    private final DownloadMetrics traffic;

    public ManagedDownloads(DownloadMetrics traffic) {
        this.traffic = traffic;
    }

    @ManagedAttribute(description = "Downloads that are being sent at this moment")
    public int getInFlight() {
        return traffic.inFlight();
    }

    @ManagedAttribute(description = "Bytes handed to buyers")
    public long getBytes() {
        return traffic.bytes();
    }

    @ManagedAttribute(description = "Downloads of which every byte was taken")
    public long getCompleted() {
        return traffic.ended(End.COMPLETE);
    }

    @ManagedAttribute(description = "Downloads that the buyer broke off")
    public long getLeft() {
        return traffic.ended(End.CLIENT_GONE);
    }

    @ManagedAttribute(description = "Downloads that broke because the file could not be read to its end")
    public long getBroken() {
        return traffic.ended(End.SOURCE_FAILED);
    }
}
