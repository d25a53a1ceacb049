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
    /** Bytes of a refused body that are read before the connection is closed. */
    private static final long MAX_DRAIN = 64 << 20;

    private final Handler handler;
    private final StreamToClient client;
    private final boolean takesBody;

    /** Answers the requests of one path. */
    @FunctionalInterface
    private interface Handler {
        DevAnswer answer(DevRequest request) throws IOException;
    }

    private ServeDevWalrus(Handler handler, StreamToClient client, boolean takesBody) {
        this.handler = handler;
        this.client = client;
        this.takesBody = takesBody;
    }

    /** Returns the steps of routes/dev/walrus.camel.yaml by bean name. */
    public static Map<String, Processor> steps(DevWalrus walrus, StreamToClient client) {
        Map<String, Processor> steps = new LinkedHashMap<>();
        steps.put("storeDevBlob", withBody(walrus::put, client));
        steps.put("storeDevQuilt", withBody(walrus::putQuilt, client));
        steps.put("readDevBlob", withoutBody(walrus::read, client));
        steps.put("readDevSlice", withoutBody(walrus::readSlice, client));
        steps.put("readDevObject", withoutBody(walrus::readObject, client));
        steps.put("readDevPatch", withoutBody(walrus::readPatch, client));
        steps.put("readDevQuiltPart", withoutBody(walrus::readOfQuilt, client));
        steps.put("listDevPatches", withoutBody(walrus::listPatches, client));
        steps.put("streamDevBlob", withoutBody(walrus::stream, client));
        steps.put("concatDevBlobs", withBody(walrus::concat, client));
        steps.put("showDevStatus", withoutBody(walrus::status, client));
        steps.put("showDevApi", withoutBody(walrus::api, client));
        steps.put("refuseDevPath", withoutBody(request -> walrus.notFound(), client));
        steps.put("switchDevFaults", new SwitchDevFaults(walrus, client));
        steps.put("advanceDevEpoch", new AdvanceDevEpoch(walrus, client));
        return steps;
    }

    private static ServeDevWalrus withoutBody(Handler handler, StreamToClient client) {
        return new ServeDevWalrus(handler, client, false);
    }

    /** Creates a step that reads the body; its route must set {@code useBodyHandler=false}. */
    private static ServeDevWalrus withBody(Handler handler, StreamToClient client) {
        return new ServeDevWalrus(handler, client, true);
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DevExchange http = new DevExchange(exchange, client);
        if (!takesBody) {
            http.answer(handler.answer(http.request(InputStream.nullInputStream())));
            return;
        }
        try (InputStream body = http.body()) {
            http.answer(handler.answer(http.request(body)), body, MAX_DRAIN);
        } catch (ConnectionBroken e) {
            http.breakConnection();
        }
    }
}
