package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.dev.walrus.DevBlob.Registration;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.encoding.RedStuff;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Builds a publisher's answers to stored blobs, with the same keys in the same order (camelCase, {@code certifiedEpoch}
 * null).
 */
final class StoreReply {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MIB = 1 << 20;
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private final long storagePrice;
    private final long writePrice;

    /** Creates the answers; prices are in FROST for each MiB of encoded data. */
    StoreReply(long storagePrice, long writePrice) {
        this.storagePrice = storagePrice;
        this.writePrice = writePrice;
    }

    /** Returns the answer to a new registration, with its shared object if there is one. */
    DevAnswer created(DevBlob blob, Registration object, StoreQuery query) {
        long encoded = RedStuff.PUBLIC.encodedLength(blob.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode created = answer.putObject("newlyCreated");
        ObjectNode blobObject = created.putObject("blobObject");
        blobObject
                .put("id", object.objectId())
                .put("registeredEpoch", object.startEpoch())
                .put("blobId", blob.id().text())
                .put("size", blob.size())
                .put("encodingType", "RS2")
                .putNull("certifiedEpoch");
        blobObject
                .putObject("storage")
                .put("id", storageId(object))
                .put("startEpoch", object.startEpoch())
                .put("endEpoch", object.endEpoch())
                .put("storageSize", encoded);
        blobObject.put("deletable", object.deletable());
        created.putObject("resourceOperation")
                .putObject("registerFromScratch")
                .put("encodedLength", encoded)
                .put("epochsAhead", query.epochs());
        long units = (encoded + MIB - 1) / MIB;
        created.put("cost", units * storagePrice * query.epochs() + units * writePrice);
        object.sharedId().ifPresent(shared -> created.put("sharedBlobObject", shared));
        return DevAnswer.json(200, answer);
    }

    /** Returns the answer for an existing copy that lasts until the given epoch, if there is one. */
    Optional<DevAnswer> existing(DevBlob blob, StoreQuery query, long endEpoch) {
        if (query.force()) {
            return Optional.empty();
        }
        if (query.permanent()) {
            Optional<Registration> permanent = blob.permanentUntil(endEpoch);
            if (permanent.isPresent()) {
                return permanent.map(object -> certified(blob, object, true));
            }
        }
        return query.reuse()
                ? blob.ownUntil(endEpoch, !query.permanent()).map(object -> certified(blob, object, false))
                : Optional.empty();
    }

    /** Returns the answer for a certified copy. */
    DevAnswer certified(DevBlob blob, Registration object) {
        return certified(blob, object, true);
    }

    /** Returns the answer to a quilt: the answer to its blob, and the ids of its patches. */
    DevAnswer quilt(DevAnswer blob, BlobId id, List<Quilt.Patch> patches) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("blobStoreResult", JSON.readTree(((DevAnswer.Bytes) blob.content()).bytes()));
        Quilt quilt = new Quilt(patches, 0);
        ArrayNode stored = answer.putArray("storedQuiltBlobs");
        for (Quilt.Patch patch : patches) {
            stored.addObject()
                    .put("identifier", patch.identifier())
                    .put("quiltPatchId", quilt.id(id, patch).toString());
        }
        DevAnswer whole = DevAnswer.json(200, answer);
        String marker = blob.headers().get(DevWalrus.MARK);
        return marker == null ? whole : whole.with(DevWalrus.MARK, marker);
    }

    private static DevAnswer certified(DevBlob blob, Registration object, boolean byEvent) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode certified = answer.putObject("alreadyCertified");
        certified.put("blobId", blob.id().text());
        if (byEvent) {
            certified
                    .putObject("event")
                    .put("txDigest", base58(sha256("certified " + object.objectId())))
                    .put("eventSeq", "0");
        } else {
            certified.put("object", object.objectId());
        }
        certified.put("endEpoch", object.endEpoch());
        return DevAnswer.json(200, answer);
    }

    private static String storageId(Registration object) {
        return "0x" + HexFormat.of().formatHex(sha256("storage of " + object.objectId()));
    }

    /** Returns the Base58 form of 32 bytes, in which Sui writes transaction digests. */
    static String base58(byte[] bytes) {
        StringBuilder reversed = new StringBuilder();
        for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; ) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(58));
            reversed.append(BASE58.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            reversed.append(BASE58.charAt(0));
        }
        return reversed.reverse().toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
