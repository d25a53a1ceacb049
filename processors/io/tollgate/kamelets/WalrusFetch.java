package io.tollgate.kamelets;

import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the Kamelet {@code walrus-source} around its call to the aggregator. */
public final class WalrusFetch {
    static final String BLOB_ID = "WalrusBlobId";

    private static final Logger LOG = LoggerFactory.getLogger(WalrusFetch.class);

    private final BlobId blobId;
    private final int maxSize;
    private volatile boolean done;

    /** @param maxSize maximum size of the content, in bytes */
    public WalrusFetch(String blobId, int maxSize) {
        this.blobId = BlobId.parse(blobId.strip());
        this.maxSize = maxSize;
    }

    /** Stops the route when the content has already been read. */
    public void stopWhenDone(Exchange exchange) {
        exchange.setRouteStop(done);
    }

    /** Reads the content from the answer; incomplete content is requested again after the period. */
    public void read(Exchange exchange) {
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] content = null;
        if (status != null && status == 200) {
            try (InputStream stream = message.getBody(InputStream.class)) {
                content = stream == null ? new byte[0] : stream.readNBytes(maxSize + 1);
            } catch (IOException e) {
                LOG.info("blob {} broke off: {}", blobId, e.toString());
            }
        }
        if (content == null) {
            LOG.debug("blob {} was not found: {}", blobId, status);
            exchange.setRouteStop(true);
            return;
        }
        done = true;
        if (content.length > maxSize) {
            LOG.error("blob {} is larger than {} bytes and is skipped", blobId, maxSize);
            exchange.setRouteStop(true);
            return;
        }
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        message.removeHeaders("*");
        message.setHeader(BLOB_ID, blobId.text());
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(content);
    }
}
