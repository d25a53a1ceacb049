package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.http.upstream.Sleeper;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads single blobs out of quilts, and lists them. Ranges are not supported, and the query is ignored. */
final class DevQuilts {
    /** Tags that become headers of an answer, unless it has a header with this name. */
    private static final Set<String> HEADERS = Set.of(
            "content-type",
            "authorization",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-location",
            "link");

    private final BlobFiles files;
    private final DevAggregator aggregator;
    private final Sleeper sleeper;

    DevQuilts(BlobFiles files, DevAggregator aggregator, Sleeper sleeper) {
        this.files = files;
        this.aggregator = aggregator;
        this.sleeper = sleeper;
    }

    /** GET and HEAD of {@code /v1/blobs/by-quilt-patch-id/{patchId}}. */
    DevAnswer byPatchId(DevRequest request, DevFaults.Read faults) throws IOException {
        Optional<Quilt.PatchId> id = Quilt.PatchId.parse(request.segmentFromEnd(0));
        if (id.isEmpty()) {
            return DevAnswer.text(400, "Invalid URL: Cannot parse `quilt_patch_id`");
        }
        BlobId quiltId = id.get().quilt();
        Optional<DevAnswer> refusal = aggregator.refusal(quiltId, faults);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Quilt> quilt = Quilt.read(files.file(quiltId));
        return quilt.flatMap(found -> found.patch(id.get()))
                .map(patch -> serve(request, quiltId, quilt.get(), patch, faults))
                .orElseGet(DevQuilts::noPatch);
    }

    /** GET and HEAD of {@code /v1/blobs/by-quilt-id/{blobId}/{identifier}}. */
    DevAnswer byIdentifier(DevRequest request, DevFaults.Read faults) throws IOException {
        try {
            BlobId quiltId = BlobNameParser.id(request.segmentFromEnd(1));
            String identifier =
                    URLDecoder.decode(request.segmentFromEnd(0).replace("+", "%2B"), StandardCharsets.UTF_8);
            Optional<DevAnswer> refusal = aggregator.refusal(quiltId, faults);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Optional<Quilt> quilt = Quilt.read(files.file(quiltId));
            return quilt.flatMap(found -> found.findByIdentifier(identifier))
                    .map(patch -> serve(request, quiltId, quilt.get(), patch, faults))
                    .orElseGet(DevQuilts::noPatch);
        } catch (BlobNameParser.Invalid e) {
            return e.answer();
        }
    }

    /** GET of {@code /v1/quilts/{blobId}/patches}. */
    DevAnswer list(DevRequest request, DevFaults.Read faults) throws IOException {
        try {
            BlobId quiltId = BlobNameParser.id(request.segmentFromEnd(1));
            Optional<DevAnswer> refusal = aggregator.refusal(quiltId, faults);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Optional<Quilt> quilt = Quilt.read(files.file(quiltId));
            if (quilt.isEmpty()) {
                return noPatch();
            }
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Quilt.Patch patch : quilt.get().patches()) {
                ObjectNode entry = list.addObject();
                entry.put("identifier", patch.identifier());
                entry.put("patch_id", quilt.get().id(quiltId, patch).toString());
                ObjectNode tags = entry.putObject("tags");
                patch.tags().forEach(tags::put);
            }
            return DevAnswer.json(200, list);
        } catch (BlobNameParser.Invalid e) {
            return e.answer();
        }
    }

    private DevAnswer serve(DevRequest request, BlobId quiltId, Quilt quilt, Quilt.Patch patch, DevFaults.Read faults) {
        DevAnswer.Slice slice = new DevAnswer.Slice(
                files.file(quiltId), quilt.dataAt() + patch.offset(), patch.size(), StreamFaults.of(faults, sleeper));
        DevAnswer answer = DevAggregator.withReadHeaders(new DevAnswer(200, Map.of(), slice), quiltId.text());
        answer = DevAggregator.withContentType(answer, request).with("x-quilt-patch-identifier", patch.identifier());
        for (Map.Entry<String, String> tag : patch.tags().entrySet()) {
            String name = tag.getKey().toLowerCase(Locale.ROOT);
            if (HEADERS.contains(name) && !answer.headers().containsKey(name)) {
                answer = answer.with(name, tag.getValue());
            }
        }
        return answer;
    }

    private static DevAnswer noPatch() {
        return WalrusError.QUILT_PATCH_NOT_FOUND.answer("the requested quilt patch does not exist on Walrus");
    }
}
