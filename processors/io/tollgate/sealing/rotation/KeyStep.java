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
 * What an operator does with keys, each answered with who wrapped what:
 * {@code {"current":…,"left":0,"keys":[{"fingerprint":…,"wrapped":3,"accepted":true}]}}.
 */
public final class KeyStep implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(KeyStep.class);
    private static final Duration MAX_DURATION = Duration.ofSeconds(5);

    private final KeyRewrapper keys;
    private final Action action;

    /** What is done before the answer. */
    @FunctionalInterface
    private interface Action {
        void run(KeyRewrapper keys, ObjectNode answer) throws IOException;
    }

    private KeyStep(KeyRewrapper keys, Action deed) {
        this.keys = requireNonNull(keys, "keys must not be null");
        this.action = deed;
    }

    /** Changes nothing. */
    public static KeyStep show(KeyRewrapper keys) {
        return new KeyStep(keys, (unchanged, answer) -> {});
    }

    /** Makes a new key-encryption key where nothing is left over from the last change. */
    public static KeyStep begin(KeyRewrapper keys) {
        return new KeyStep(keys, (all, answer) -> answer.put("begun", all.begin()));
    }

    /** Wraps keys anew for some seconds; {@code rewrapped} tells how many. */
    public static KeyStep rewrap(KeyRewrapper keys) {
        return new KeyStep(keys, (all, answer) -> {
            try {
                KeyRewrapper.Progress stretch = all.rewrap(MAX_DURATION.toNanos());
                answer.put("rewrapped", stretch.rewrapped());
            } catch (IOException | IllegalStateException e) {
                LOG.warn("keys cannot be wrapped anew", e);
                throw Problem.of(409, "key_not_opened", e.getMessage());
            }
        });
    }

    /** Forgets older keys; {@code retired} tells how many. */
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
        KeyRewrapper.Status standing = keys.status();
        json.put("current", standing.current());
        json.put("left", standing.remaining());
        ArrayNode list = json.putArray("keys");
        TreeSet<String> all = new TreeSet<>(standing.wrapped().keySet());
        all.addAll(standing.accepted());
        for (String fingerprint : all) {
            list.addObject()
                    .put("fingerprint", fingerprint)
                    .put("wrapped", standing.wrapped().getOrDefault(fingerprint, 0L))
                    .put("accepted", !standing.missing().contains(fingerprint));
        }
        JsonAnswer.send(exchange, 200, json);
    }
}
