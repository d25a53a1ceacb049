package io.tollgate.dev.walrus;

import io.tollgate.http.upstream.Sleeper;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.read.WalrusRange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading half of the embedded Walrus: serves blobs and ranges of them, as strictly as an aggregator. */
final class DevAggregator {
    private static final List<String> READ_QUERY = List.of("strict_consistency_check", "skip_consistency_check");
    private static final List<String> SLICE_QUERY = List.of("start", "length");
    private static final String TOO_MANY = "the aggregator is receiving too many requests; please try again later";
    private static final long MAX_U64 = 999_999_999_999_999_999L;

    private final DevWalrusSettings settings;
    private final BlobFiles files;
    private final BlobNaming naming;
    private final EpochClock epochs;
    private final Sleeper sleeper;

    DevAggregator(DevWalrusSettings settings, BlobFiles files, BlobNaming naming, EpochClock epochs, Sleeper sleeper) {
        this.settings = settings;
        this.files = files;
        this.naming = naming;
        this.epochs = epochs;
        this.sleeper = sleeper;
    }

    /** GET and HEAD of {@code /v1/blobs/{blobId}}. */
    DevAnswer blob(DevRequest request, DevFaults.Read faults) throws IOException {
        try {
            return read(request, BlobNameParser.id(request.segmentFromEnd(0)), faults);
        } catch (BlobNameParser.Invalid e) {
            return e.answer();
        }
    }

    /** GET and HEAD of {@code /v1/blobs/by-object-id/{objectId}}. */
    DevAnswer object(DevRequest request, DevFaults.Read faults) throws IOException {
        try {
            String objectId = BlobNameParser.object(request.segmentFromEnd(0));
            Optional<BlobId> id = findByObject(objectId);
            return id.isPresent() ? read(request, id.get(), faults) : WalrusError.blobNotFound();
        } catch (BlobNameParser.Invalid e) {
            return e.answer();
        }
    }

    private Optional<BlobId> findByObject(String objectId) throws IOException {
        Optional<BlobId> id = files.blobOf(objectId);
        Optional<DevBlob> blob = id.isPresent() ? files.find(id.get()) : Optional.empty();
        return blob.filter(stored -> stored.heldBy(objectId, epochs.current())).map(DevBlob::id);
    }

    private DevAnswer read(DevRequest request, BlobId id, DevFaults.Read faults) throws IOException {
        try {
            QueryString flags = new QueryString(request.query(), READ_QUERY);
            boolean strict = flags.flag("strict_consistency_check");
            if (strict && flags.flag("skip_consistency_check")) {
                return WalrusError.INVALID_CONSISTENCY_CHECK.answer(
                        "the strict and skip consistency checks cannot be combined");
            }
            Optional<DevAnswer> refusal = refusal(id, faults);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            DevBlob blob = files.find(id).orElseThrow();
            if (strict && !naming.matches(blob, files.file(id))) {
                return WalrusError.INTERNAL_ERROR.answer("the blob does not match its id");
            }
            String range = faults.ignoreRange() ? null : request.header("range");
            WalrusRange part = range == null ? new WalrusRange(0, blob.size()) : WalrusRange.header(range, blob.size());
            DevAnswer answer = serve(blob, range == null ? 200 : 206, part, id.text(), faults);
            if (range != null) {
                answer = answer.with("content-range", part.contentRange(blob.size()));
            }
            return withContentType(answer, request);
        } catch (QueryString.Invalid e) {
            return e.answer();
        } catch (WalrusRange.Invalid e) {
            return WalrusError.INVALID_BYTE_RANGE.answer(e.getMessage());
        }
    }

    /** GET and HEAD of {@code /byte-range}, which answers 200 so that the answer can be cached. */
    DevAnswer slice(DevRequest request, DevFaults.Read faults) throws IOException {
        try {
            BlobId id = BlobNameParser.id(request.segmentFromEnd(1));
            QueryString numbers = new QueryString(request.query(), SLICE_QUERY);
            long start = required(numbers, "start");
            long length = required(numbers, "length");
            Optional<DevAnswer> refusal = refusal(id, faults);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            DevBlob blob = files.find(id).orElseThrow();
            WalrusRange part = WalrusRange.within(start, length, blob.size());
            String tag = id + "-" + start + "-" + length;
            return withContentType(serve(blob, 200, part, tag, faults), request);
        } catch (QueryString.Invalid e) {
            return e.answer();
        } catch (BlobNameParser.Invalid e) {
            return e.answer();
        } catch (WalrusRange.Invalid e) {
            return WalrusError.BAD_SLICE.answer(e.getMessage());
        }
    }

    /** GET and HEAD of {@code /v1alpha/blobs/{blobId}/stream}. */
    DevAnswer stream(DevRequest request, DevFaults.Read faults) throws IOException {
        try {
            BlobId id = BlobNameParser.id(request.segmentFromEnd(1));
            Optional<DevAnswer> refusal = refusal(id, faults);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            DevBlob blob = files.find(id).orElseThrow();
            return withContentType(serve(blob, 200, new WalrusRange(0, blob.size()), id.text(), faults), request)
                    .with("x-walrus-streaming", "true");
        } catch (BlobNameParser.Invalid e) {
            return e.answer();
        }
    }

    /** GET and POST of {@code /v1alpha/blobs/concat}: a missing blob is detected only when it is reached. */
    DevAnswer concat(DevRequest request, DevFaults.Read faults) throws IOException {
        List<String> names;
        try {
            names = BlobNameParser.list(request);
        } catch (QueryString.Invalid e) {
            return e.answer();
        } catch (BlobNameParser.Invalid e) {
            return e.answer();
        }
        List<DevAnswer.BlobSupplier> blobs = new ArrayList<>();
        for (String name : names) {
            Optional<BlobId> id;
            try {
                id = name.startsWith("0x")
                        ? findByObject(BlobNameParser.object(name))
                        : Optional.of(BlobNameParser.id(name));
            } catch (BlobNameParser.Invalid e) {
                return WalrusError.INVALID_ID_FORMAT.answer("`" + name + "` is neither a blob id nor an object id");
            }
            if (id.isEmpty()) {
                return WalrusError.OBJECT_ID_RESOLUTION_FAILED.answer("no blob is known for the object " + name);
            }
            blobs.add(() -> open(id.get(), faults));
        }
        byte[] digest = BlobFiles.sha256(String.join(",", names));
        return withContentType(
                withReadHeaders(
                        new DevAnswer(200, Map.of(), new DevAnswer.Concatenation(blobs)),
                        BlobId.of(digest).text()),
                request);
    }

    private InputStream open(BlobId id, DevFaults.Read faults) throws IOException {
        Optional<DevBlob> blob = refusal(id, faults).isEmpty() ? files.find(id) : Optional.empty();
        if (blob.isEmpty()) {
            throw new ConnectionBroken(0);
        }
        return slice(blob.get(), new WalrusRange(0, blob.get().size()), faults).open();
    }

    /** Returns the refusal of a blob; empty when it is served. */
    Optional<DevAnswer> refusal(BlobId id, DevFaults.Read faults) throws IOException {
        if (settings.blocked().contains(id)) {
            return Optional.of(WalrusError.FORBIDDEN_BLOB.answer("the blob is on the block-list of this aggregator"));
        }
        if (faults.tooMany()) {
            return Optional.of(DevAnswer.text(429, TOO_MANY));
        }
        if (faults.refuse() != null) {
            return Optional.of(faults.refuse().answer("this aggregator is configured to refuse"));
        }
        if (faults.unavailable()) {
            return Optional.of(WalrusError.BLOB_UNAVAILABLE.answer(
                    "the blob is not available at the moment, please try again later"));
        }
        Optional<DevBlob> blob = files.find(id);
        Instant hiddenSince = epochs.now().minusSeconds(faults.notFoundSeconds());
        boolean served = blob.isPresent()
                && !faults.missing()
                && blob.get().readable(epochs.current())
                && (faults.notFoundSeconds() == 0 || !blob.get().storedAt().isAfter(hiddenSince));
        return served ? Optional.empty() : Optional.of(WalrusError.blobNotFound());
    }

    private DevAnswer serve(DevBlob blob, int status, WalrusRange part, String tag, DevFaults.Read faults) {
        DevAnswer answer = withReadHeaders(new DevAnswer(status, Map.of(), slice(blob, part, faults)), tag);
        return blob.real() ? answer : answer.with(DevWalrus.MARK, DevWalrus.FAST_ID);
    }

    private DevAnswer.Slice slice(DevBlob blob, WalrusRange part, DevFaults.Read faults) {
        Long truncateAt = faults.truncateAfterBytes();
        long length = truncateAt == null ? part.length() : Math.min(truncateAt, part.length());
        return new DevAnswer.Slice(files.file(blob.id()), part.start(), length, StreamFaults.of(faults, sleeper));
    }

    /** Adds the headers that Walrus sends with every read. */
    static DevAnswer withReadHeaders(DevAnswer answer, String tag) {
        return answer.with("cache-control", "public, max-age=86400, stale-while-revalidate=3600")
                .with("x-content-type-options", "nosniff")
                .with("etag", tag);
    }

    /** Adds the content type that the request asks for; without one an aggregator sends none. */
    static DevAnswer withContentType(DevAnswer answer, DevRequest request) {
        String accept = request.header("accept");
        if (accept != null && !accept.contains("*")) {
            return answer.with("content-type", accept);
        }
        String contentType = request.header("content-type");
        return contentType == null ? answer : answer.with("content-type", contentType);
    }

    private static long required(QueryString query, String name) throws QueryString.Invalid {
        return query.number(name, MAX_U64).orElseThrow(() -> new QueryString.Invalid("missing field `" + name + "`"));
    }
}
