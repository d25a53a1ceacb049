package io.tollgate.walrus;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading half of the embedded Walrus: serves whole blobs and parts of them, as strictly as an aggregator does. */
final class DevAggregator {
    private static final List<String> READ_QUERY = List.of("strict_consistency_check", "skip_consistency_check");
    private static final List<String> SLICE_QUERY = List.of("start", "length");
    private static final long MAX_U64 = 999_999_999_999_999_999L;

    private final DevWalrusSettings settings;
    private final BlobFiles files;
    private final BlobNaming naming;
    private final EpochClock epochs;

    DevAggregator(DevWalrusSettings settings, BlobFiles files, BlobNaming naming, EpochClock epochs) {
        this.settings = settings;
        this.files = files;
        this.naming = naming;
        this.epochs = epochs;
    }

    /** GET and HEAD of a blob; the last three are header values or null. */
    DevAnswer blob(String written, String query, String range, String accept, String contentType, DevFaults.Read faults)
            throws IOException {
        boolean strict;
        try {
            BlobId id = id(written);
            QueryString flags = new QueryString(query, READ_QUERY);
            strict = flags.flag("strict_consistency_check");
            if (strict && flags.flag("skip_consistency_check")) {
                return WalrusError.INVALID_CONSISTENCY_CHECK.answer(
                        "the strict and skip consistency checks cannot be combined");
            }
            Optional<DevAnswer> refusal = refusal(id, faults);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            StoredBlob blob = files.find(id).orElseThrow();
            if (strict && !naming.matches(blob, files.file(id))) {
                return WalrusError.INTERNAL_ERROR.answer("the blob is not the one that its id commits to");
            }
            ByteRange part = range == null ? new ByteRange(0, blob.size()) : ByteRange.header(range, blob.size());
            DevAnswer answer = serve(blob, range == null ? 200 : 206, part, id.text(), faults);
            if (range != null) {
                answer = answer.with("content-range", part.contentRange(blob.size()));
            }
            return mirrored(answer, accept, contentType);
        } catch (QueryString.Invalid e) {
            return e.answer();
        } catch (BadId e) {
            return e.answer();
        } catch (ByteRange.Invalid e) {
            return WalrusError.INVALID_BYTE_RANGE.answer(e.getMessage());
        }
    }

    /** GET and HEAD of {@code /byte-range}, which answers 200 so that caches keep it. */
    DevAnswer slice(String written, String query, String accept, String contentType, DevFaults.Read faults)
            throws IOException {
        try {
            BlobId id = id(written);
            QueryString numbers = new QueryString(query, SLICE_QUERY);
            long start = required(numbers, "start");
            long length = required(numbers, "length");
            Optional<DevAnswer> refusal = refusal(id, faults);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            StoredBlob blob = files.find(id).orElseThrow();
            ByteRange part = ByteRange.within(start, length, blob.size());
            String tag = id + "-" + start + "-" + length;
            return mirrored(serve(blob, 200, part, tag, faults), accept, contentType);
        } catch (QueryString.Invalid e) {
            return e.answer();
        } catch (BadId e) {
            return e.answer();
        } catch (ByteRange.Invalid e) {
            return WalrusError.BAD_SLICE.answer(e.getMessage());
        }
    }

    private Optional<DevAnswer> refusal(BlobId id, DevFaults.Read faults) throws IOException {
        if (settings.blocked().contains(id)) {
            return Optional.of(WalrusError.FORBIDDEN_BLOB.answer("the blob is on the block-list of this aggregator"));
        }
        if (faults.unavailable()) {
            return Optional.of(WalrusError.BLOB_UNAVAILABLE.answer(
                    "the blob is not available at the moment, please try again later"));
        }
        Optional<StoredBlob> blob = files.find(id);
        Instant hiddenSince = epochs.now().minusSeconds(faults.notFoundSeconds());
        boolean served = blob.isPresent()
                && blob.get().readable(epochs.current())
                && (faults.notFoundSeconds() == 0 || !blob.get().storedAt().isAfter(hiddenSince));
        return served ? Optional.empty() : Optional.of(WalrusError.blobNotFound());
    }

    private DevAnswer serve(StoredBlob blob, int status, ByteRange part, String tag, DevFaults.Read faults) {
        long cutAfter = faults.cutAfterBytes() == null ? -1 : faults.cutAfterBytes();
        DevAnswer.Content content =
                new DevAnswer.Slice(files.file(blob.id()), part.start(), part.length(), cutAfter, faults.wrongBytes());
        DevAnswer answer = new DevAnswer(status, Map.of(), content)
                .with("cache-control", "public, max-age=86400, stale-while-revalidate=3600")
                .with("x-content-type-options", "nosniff")
                .with("etag", tag);
        return blob.real() ? answer : answer.with(DevWalrus.MARK, DevWalrus.FAST_ID);
    }

    private static DevAnswer mirrored(DevAnswer answer, String accept, String contentType) {
        if (accept != null && !accept.contains("*")) {
            return answer.with("content-type", accept);
        }
        return contentType == null ? answer : answer.with("content-type", contentType);
    }

    private static long required(QueryString query, String name) throws QueryString.Invalid {
        return query.number(name, MAX_U64).orElseThrow(() -> new QueryString.Invalid("missing field `" + name + "`"));
    }

    private static BlobId id(String written) throws BadId {
        try {
            return BlobId.parse(written);
        } catch (IllegalArgumentException e) {
            throw new BadId(written);
        }
    }

    private static final class BadId extends Exception {
        BadId(String written) {
            super(
                    "Invalid URL: Cannot parse `blob_id` with value `" + written + "`: failed to parse a blob ID",
                    null,
                    false,
                    false);
        }

        DevAnswer answer() {
            return DevAnswer.text(400, getMessage());
        }
    }
}
