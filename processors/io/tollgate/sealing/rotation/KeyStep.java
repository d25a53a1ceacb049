package io.tollgate.sealing.rotation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key operations of an operator. Each answers with the number of keys that each key-encryption key wrapped:
 * {@code {"current":…,"left":0,"keys":[{"fingerprint":…,"wrapped":3,"accepted":true}]}}.
 */
public final class KeyStep implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(KeyStep.class);
    private static final Duration MAX_DURATION = Duration.ofSeconds(5);

    private final KeyRewrapper keys;
    private final Action action;

    /** The operation before the answer. */
    @FunctionalInterface
    private interface Action {
        void run(KeyRewrapper keys, ObjectNode answer) throws IOException;
    }

    private KeyStep(KeyRewrapper keys, Action action) {
        this.keys = requireNonNull(keys, "keys must not be null");
        this.action = action;
    }

    /** Shows the status; changes nothing. */
    public static KeyStep show(KeyRewrapper keys) {
        return new KeyStep(keys, (unchanged, answer) -> {});
    }

    /** Creates a new key-encryption key, unless the last rotation is incomplete. */
    public static KeyStep begin(KeyRewrapper keys) {
        return new KeyStep(keys, (all, answer) -> answer.put("begun", all.begin()));
    }

    /** Rewraps keys for some seconds; {@code rewrapped} is their number. */
    public static KeyStep rewrap(KeyRewrapper keys) {
        return new KeyStep(keys, (all, answer) -> {
            try {
                KeyRewrapper.Progress progress = all.rewrap(MAX_DURATION.toNanos());
                answer.put("rewrapped", progress.rewrapped());
            } catch (IOException | IllegalStateException e) {
                LOG.warn("cannot rewrap keys", e);
                throw Problem.of(409, "key_not_opened", e.getMessage());
            }
        });
    }

    /** Removes older keys; {@code retired} is their number. */
    public static KeyStep retire(KeyRewrapper keys) {
        return new KeyStep(keys, (all, answer) -> {
            try {
                answer.put("retired", all.retire().size());
            } catch (IllegalStateException e) {
                throw Problem.of(409, "keys_in_use", e.getMessage() + ": run tollgate keys rotate first");
            }
        });
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        action.run(keys, json);
        KeyRewrapper.Status status = keys.status();
        json.put("current", status.current());
        json.put("left", status.remaining());
        ArrayNode list = json.putArray("keys");
        TreeSet<String> all = new TreeSet<>(status.wrapped().keySet());
        all.addAll(status.accepted());
        for (String fingerprint : all) {
            list.addObject()
                    .put("fingerprint", fingerprint)
                    .put("wrapped", status.wrapped().getOrDefault(fingerprint, 0L))
                    .put("accepted", !status.missing().contains(fingerprint));
        }
        JsonAnswer.send(exchange, 200, json);
    }
}
