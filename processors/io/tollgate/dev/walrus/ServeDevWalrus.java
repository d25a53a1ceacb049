package io.tollgate.dev.walrus;

import io.tollgate.http.delivery.StreamToClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Serves one path of the embedded Walrus. */
public final class ServeDevWalrus implements Processor {
    /** Bytes of a refused body that are still taken before the connection is closed. */
    private static final long LEFT_OVER = 64 << 20;

    private final Answering answering;
    private final StreamToClient client;
    private final boolean takesBody;

    /** What the embedded Walrus does at that path. */
    @FunctionalInterface
    private interface Answering {
        DevAnswer answer(DevRequest request) throws IOException;
    }

    private ServeDevWalrus(Answering answering, StreamToClient client, boolean takesBody) {
        this.answering = answering;
        this.client = client;
        this.takesBody = takesBody;
    }

    /** Every step of routes/dev/walrus.camel.yaml by the name that it calls it by. */
    public static Map<String, Processor> steps(DevWalrus walrus, StreamToClient client) {
        Map<String, Processor> steps = new LinkedHashMap<>();
        steps.put("storeDevBlob", taking(walrus::put, client));
        steps.put("storeDevQuilt", taking(walrus::putQuilt, client));
        steps.put("readDevBlob", reading(walrus::read, client));
        steps.put("readDevSlice", reading(walrus::readSlice, client));
        steps.put("readDevObject", reading(walrus::readObject, client));
        steps.put("readDevPatch", reading(walrus::readPatch, client));
        steps.put("readDevQuiltPart", reading(walrus::readOfQuilt, client));
        steps.put("listDevPatches", reading(walrus::listPatches, client));
        steps.put("streamDevBlob", reading(walrus::stream, client));
        steps.put("concatDevBlobs", taking(walrus::concat, client));
        steps.put("showDevStatus", reading(walrus::status, client));
        steps.put("showDevApi", reading(walrus::api, client));
        steps.put("refuseDevPath", reading(request -> walrus.nothing(), client));
        steps.put("switchDevFaults", new SwitchDevFaults(walrus, client));
        steps.put("advanceDevEpoch", new AdvanceDevEpoch(walrus, client));
        return steps;
    }

    private static ServeDevWalrus reading(Answering answering, StreamToClient client) {
        return new ServeDevWalrus(answering, client, false);
    }

    /** Its route leaves the body to it ({@code useBodyHandler=false}). */
    private static ServeDevWalrus taking(Answering answering, StreamToClient client) {
        return new ServeDevWalrus(answering, client, true);
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DevExchange http = new DevExchange(exchange, client);
        if (!takesBody) {
            http.answer(answering.answer(http.request(InputStream.nullInputStream())));
            return;
        }
        try (InputStream body = http.body()) {
            http.answer(answering.answer(http.request(body)), body, LEFT_OVER);
        } catch (ConnectionBroken e) {
            http.breakConnection();
        }
    }
}
