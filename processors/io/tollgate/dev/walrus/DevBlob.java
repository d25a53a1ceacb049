package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.walrus.encoding.BlobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metadata of a blob in the embedded Walrus; stored as JSON beside its bytes.
 *
 * @param real whether the id is the one that Walrus would assign
 * @param storedAt end of the latest upload of the blob
 * @param objects one for each paid upload
 */
record DevBlob(BlobId id, long size, boolean real, Instant storedAt, List<Registration> objects) {
    /**
     * A paid upload.
     *
     * @param sharedId id of the shared object that wraps it, when it is shared
     * @param own whether the publisher owns the object
     * @param endEpoch the first epoch after the storage has ended
     */
    record Registration(
            String objectId,
            Optional<String> sharedId,
            boolean deletable,
            boolean own,
            long startEpoch,
            long endEpoch) {
        boolean hasId(String id) {
            return objectId.equals(id) || sharedId.filter(id::equals).isPresent();
        }
    }

    DevBlob {
        objects = List.copyOf(objects);
    }

    /** Whether a registration still stores the blob. */
    boolean readable(long epoch) {
        return objects.stream().anyMatch(object -> object.endEpoch() > epoch);
    }

    /** Returns all object ids of the blob. */
    List<String> objectIds() {
        return objects.stream()
                .flatMap(object -> Stream.concat(Stream.of(object.objectId()), object.sharedId().stream()))
                .toList();
    }

    /** Whether the object with this id still stores the blob. */
    boolean heldBy(String objectId, long epoch) {
        return objects.stream().anyMatch(object -> object.hasId(objectId) && object.endEpoch() > epoch);
    }

    /** Returns the longest permanent registration, if it lasts until the given epoch. */
    Optional<Registration> permanentUntil(long endEpoch) {
        return lasting(endEpoch).filter(object -> !object.deletable()).max(byEnd());
    }

    /** Returns the publisher's longest registration of a kind, if it lasts until the given epoch. */
    Optional<Registration> ownUntil(long endEpoch, boolean deletable) {
        return lasting(endEpoch)
                .filter(object -> object.own() && object.deletable() == deletable)
                .max(byEnd());
    }

    private Stream<Registration> lasting(long endEpoch) {
        return objects.stream().filter(object -> object.endEpoch() >= endEpoch);
    }

    private static Comparator<Registration> byEnd() {
        return Comparator.comparingLong(Registration::endEpoch);
    }

    /** Returns the blob after another upload. */
    DevBlob withRegistration(Registration object, Instant now) {
        List<Registration> more = new ArrayList<>(objects);
        more.add(object);
        return new DevBlob(id, size, real, now, more);
    }

    /** Returns the blob with another id. */
    DevBlob withId(BlobId other) {
        return new DevBlob(other, size, real, storedAt, objects);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("blobId", id.text()).put("size", size).put("real", real).put("storedAt", storedAt.toString());
        for (Registration object : objects) {
            ObjectNode entry = json.withArray("objects").addObject();
            entry.put("objectId", object.objectId());
            object.sharedId().ifPresent(shared -> entry.put("sharedId", shared));
            entry.put("deletable", object.deletable())
                    .put("own", object.own())
                    .put("startEpoch", object.startEpoch())
                    .put("endEpoch", object.endEpoch());
        }
        return json;
    }

    static DevBlob read(JsonNode json) {
        List<Registration> objects = new ArrayList<>();
        for (JsonNode object : json.path("objects")) {
            objects.add(new Registration(
                    object.required("objectId").asText(),
                    Optional.ofNullable(object.path("sharedId").textValue()),
                    object.required("deletable").asBoolean(),
                    object.required("own").asBoolean(),
                    object.required("startEpoch").asLong(),
                    object.required("endEpoch").asLong()));
        }
        return new DevBlob(
                BlobId.parse(json.required("blobId").asText()),
                json.required("size").asLong(),
                json.required("real").asBoolean(),
                Instant.parse(json.required("storedAt").asText()),
                objects);
    }
}
