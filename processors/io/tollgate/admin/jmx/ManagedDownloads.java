package io.tollgate.admin.jmx;

import io.tollgate.admin.DownloadMetrics;
import io.tollgate.http.delivery.TransferListener.End;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Downloads}: downloads of buyers. */
@ManagedResource(description = "Downloads of this gateway since it started")
public final class ManagedDownloads {
    private final DownloadMetrics downloads;

    public ManagedDownloads(DownloadMetrics downloads) {
        this.downloads = downloads;
    }

    @ManagedAttribute(description = "Downloads in flight")
    public int getInFlight() {
        return downloads.inFlight();
    }

    @ManagedAttribute(description = "Bytes sent to buyers")
    public long getBytes() {
        return downloads.bytes();
    }

    @ManagedAttribute(description = "Downloads that buyers received completely")
    public long getCompleted() {
        return downloads.ended(End.COMPLETE);
    }

    @ManagedAttribute(description = "Downloads that buyers aborted")
    public long getLeft() {
        return downloads.ended(End.CLIENT_GONE);
    }

    @ManagedAttribute(description = "Downloads that ended because the file could not be read completely")
    public long getBroken() {
        return downloads.ended(End.SOURCE_FAILED);
    }
}
